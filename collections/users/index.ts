import type { CollectionConfig } from 'payload'
import { env } from '#platform/env.ts'
import { roleNames } from '#publication/policy/index.ts'
import { actorOf, allowed, allowedField } from '../access.ts'
import { guardFirstAccount } from './first-account.ts'
import { noteOperation, notePassword, tellAccount, tellPasswordReset, tellRemoval, tellUnlock } from './journal.ts'
import { lock, signInEndpoints } from './sign-in.ts'

export const users: CollectionConfig = {
  slug: 'users',
  admin: { hideAPIURL: true, useAsTitle: 'email', group: 'House', defaultColumns: ['email', 'name', 'role'] },
  auth: {
    tokenExpiration: 12 * 60 * 60,
    ...lock,
    useAPIKey: false,
    cookies: { sameSite: 'Strict', secure: env().SITE_URL.startsWith('https:') },
  },
  endpoints: signInEndpoints,
  access: {
    admin: ({ req }) => actorOf(req) !== null,
    read: allowed('user.read', 'id'),
    create: allowed('user.create'),
    update: allowed('user.edit', 'id'),
    delete: allowed('user.delete'),
    unlock: allowed('user.create'),
  },
  fields: [
    { name: 'name', type: 'text', required: true, maxLength: 120 },
    {
      name: 'role',
      type: 'select',
      required: true,
      defaultValue: 'author',
      options: roleNames.map((value) => ({ value, label: value[0]?.toUpperCase() + value.slice(1) })),
      access: { create: allowedField('user.promote'), update: allowedField('user.promote') },
      admin: {
        condition: (_data, _sibling, { user }) => Boolean(user),
        description:
          'Authors write their own. Editors change any draft. Publishers publish and delete. Admins keep accounts.',
      },
    },
    {
      name: 'setupToken',
      type: 'text',
      virtual: true,
      label: 'Setup token',
      admin: {
        // Payload would lock the input of a field that has no column.
        readOnly: false,
        condition: (_data, _sibling, { user }) => !user,
        description: 'Printed when the server was started. Only the first account needs it.',
      },
      hooks: { afterRead: [() => undefined] },
    },
  ],
  hooks: {
    beforeOperation: [noteOperation],
    beforeChange: [guardFirstAccount, notePassword],
    afterChange: [tellAccount],
    afterDelete: [tellRemoval],
    afterLogin: [tellPasswordReset],
    afterOperation: [tellUnlock],
  },
}
