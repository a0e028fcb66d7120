import type { CollectionConfig } from 'payload'
import { txOf } from '#platform/db.ts'
import { loadCases } from '#publication/article/index.ts'
import { putTopic, removeRecord } from '#publication/edition/index.ts'
import { actorName, allowed, signedIn } from '../access.ts'
import { publicId, slugFrom } from '../fields.ts'
import { inWords } from '../in-words.ts'

export const topics: CollectionConfig = {
  slug: 'topics',
  admin: {
    hideAPIURL: true,
    useAsTitle: 'name',
    group: 'Publication',
    defaultColumns: ['name', 'slug', 'loadCase', 'position'],
    description: 'What an article is about, and how the load runs there.',
  },
  access: {
    read: signedIn,
    create: allowed('topic.edit'),
    update: allowed('topic.edit'),
    delete: allowed('topic.edit'),
  },
  defaultSort: 'position',
  fields: [
    publicId('t'),
    { name: 'name', type: 'text', required: true, maxLength: 60 },
    slugFrom('name'),
    {
      name: 'loadCase',
      type: 'select',
      required: true,
      options: loadCases.map((value) => ({ value, label: value[0]?.toUpperCase() + value.slice(1) })),
      admin: { description: 'How the lines of this topic’s plates run.' },
    },
    { name: 'description', type: 'textarea', required: true, maxLength: 1200 },
    { name: 'position', type: 'number', required: true, defaultValue: 100, admin: { position: 'sidebar' } },
  ],
  hooks: {
    afterChange: [
      async ({ doc, req }) => {
        const tx = await txOf(req)
        const { publicId: id, slug, name, loadCase, description, position } = doc
        await inWords(() => putTopic(tx, { id, slug, name, loadCase, description, position }, actorName(req)))
      },
    ],
    afterDelete: [
      async ({ doc, req }) => {
        const tx = await txOf(req)
        await inWords(() => removeRecord(tx, 'topic', doc.publicId, actorName(req)))
      },
    ],
  },
}
