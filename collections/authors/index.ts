import type { CollectionConfig } from 'payload'
import { txOf } from '#platform/db.ts'
import { putAuthor, removeRecord } from '#publication/edition/index.ts'
import { actorName, allowed, signedIn } from '../access.ts'
import { publicId, slugFrom } from '../fields.ts'
import { inWords } from '../in-words.ts'

type Link = { label: string; url: string }

const httpOnly = (value: unknown): string | true =>
  (typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) ||
  'Give a whole address that begins with https:// or http://.'

export const authors: CollectionConfig = {
  slug: 'authors',
  admin: {
    hideAPIURL: true,
    useAsTitle: 'name',
    group: 'Publication',
    defaultColumns: ['name', 'slug'],
    description: 'The names that readers see. Accounts are kept apart, under Users.',
  },
  access: {
    read: signedIn,
    create: allowed('author.edit'),
    update: allowed('author.edit'),
    delete: allowed('author.edit'),
  },
  fields: [
    publicId('p'),
    { name: 'name', type: 'text', required: true, maxLength: 120 },
    slugFrom('name'),
    { name: 'bio', type: 'textarea', required: true, maxLength: 1200 },
    {
      name: 'disclosure',
      type: 'textarea',
      maxLength: 600,
      admin: { description: 'Interests that readers should know of.' },
    },
    {
      name: 'links',
      type: 'array',
      maxRows: 10,
      fields: [
        { name: 'label', type: 'text', required: true, maxLength: 60 },
        { name: 'url', type: 'text', required: true, maxLength: 2000, validate: httpOnly },
      ],
    },
  ],
  hooks: {
    afterChange: [
      async ({ doc, req }) => {
        const tx = await txOf(req)
        const links = ((doc.links ?? []) as Link[]).map(({ label, url }) => ({ label, url }))
        const { publicId: id, slug, name, bio } = doc
        const disclosure = doc.disclosure || null
        await inWords(() => putAuthor(tx, { id, slug, name, bio, disclosure, links }, actorName(req)))
      },
    ],
    afterDelete: [
      async ({ doc, req }) => {
        const tx = await txOf(req)
        await inWords(() => removeRecord(tx, 'author', doc.publicId, actorName(req)))
      },
    ],
  },
}
