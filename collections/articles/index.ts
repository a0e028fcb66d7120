import type { CollectionConfig, Field } from 'payload'
import { allowed, allowedField, signedIn } from '../access.ts'
import { createdBy, publicId, slugFrom } from '../fields.ts'
import { bodyEditor } from './body-editor.ts'
import { editorEndpoints } from './endpoints/index.ts'
import { linkedFrom } from './linked-from.ts'
import { prepareArticle, publishArticle, rememberForDeletion, withdrawDeleted } from './publish.ts'

const forPublishers = { create: allowedField('article.publish'), update: allowedField('article.publish') }

/** A copy begins without the dates of the article it was made from. */
const notCopied = { beforeDuplicate: [() => null] }

const part = (name: string, label: string, maxLength: number, description: string): Field => ({
  name,
  label,
  type: 'textarea',
  maxLength,
  admin: { className: 'as-text', description, rows: 2 },
})

const instant = (name: string, label: string, description: string): Field => ({
  name,
  label,
  type: 'date',
  access: forPublishers,
  hooks: notCopied,
  admin: {
    position: 'sidebar',
    description,
    date: { pickerAppearance: 'dayAndTime', displayFormat: 'd MMM yyyy, HH:mm', timeFormat: 'HH:mm' },
  },
})

const text: Field[] = [
  { name: 'title', type: 'text', required: true, maxLength: 300, admin: { className: 'as-title' } },
  {
    name: 'deck',
    type: 'textarea',
    required: true,
    maxLength: 600,
    admin: {
      className: 'as-deck',
      description: 'The sentence under the title: what is at stake, for whom.',
      rows: 2,
    },
  },
  {
    name: 'call',
    label: 'The call',
    type: 'group',
    admin: { description: 'What to do, and when not to. All five parts, or none.' },
    fields: [
      part('decision', 'Decision', 220, 'One or two sentences, at most 220 characters.'),
      part('holdsWhen', 'Holds when', 400, 'When this is the right call.'),
      part('skipWhen', 'Skip it when', 400, 'When it is not.'),
      part('costOfWrong', 'Cost of the wrong call', 400, 'What it takes to be wrong.'),
      part('undo', 'Can it be undone?', 400, 'How, and in what time.'),
    ],
  },
  {
    name: 'takeaways',
    label: 'If you read nothing else',
    type: 'array',
    maxRows: 7,
    fields: [{ name: 'text', type: 'text', required: true, maxLength: 400 }],
  },
  { name: 'body', type: 'richText', required: true, editor: bodyEditor() },
]

const links: Field[] = [
  { name: 'topics', type: 'relationship', relationTo: 'topics', hasMany: true, required: true },
  { name: 'authors', type: 'relationship', relationTo: 'authors', hasMany: true, required: true },
].map((field) => ({ ...field, admin: { position: 'sidebar', appearance: 'select', allowCreate: false } }) as Field)

/** Articles: drafts and versions are Payload's, what is public is written by `publishArticle`. */
export const articles: CollectionConfig = {
  slug: 'articles',
  trash: true,
  admin: {
    hideAPIURL: true,
    useAsTitle: 'title',
    group: 'Publication',
    defaultColumns: ['title', '_status', 'publishedAt', 'updatedAt'],
    listSearchableFields: ['title', 'deck', 'slug'],
  },
  access: {
    read: signedIn,
    readVersions: signedIn,
    create: allowed('article.create'),
    update: allowed('article.edit', 'createdBy'),
    delete: allowed('article.delete'),
  },
  versions: {
    maxPerDoc: 200,
    drafts: { autosave: { interval: 2000, showSaveDraftButton: true }, schedulePublish: false, validate: false },
  },
  defaultSort: '-updatedAt',
  fields: [
    {
      type: 'tabs',
      tabs: [
        { label: 'Text', fields: text },
        {
          label: 'Search and share',
          fields: [
            {
              name: 'seo',
              label: 'Search engines',
              type: 'group',
              fields: [
                { name: 'title', type: 'text', maxLength: 70, admin: { description: 'Empty: the article’s title.' } },
                {
                  name: 'description',
                  type: 'textarea',
                  maxLength: 200,
                  admin: { description: 'Empty: the deck.', rows: 2 },
                },
              ],
            },
            {
              name: 'cover',
              type: 'group',
              fields: [
                {
                  name: 'variant',
                  type: 'number',
                  min: 0,
                  max: 99,
                  defaultValue: 0,
                  // Turned by the plate at the head of the sidebar, which shows what it does.
                  admin: { hidden: true },
                },
                {
                  name: 'calm',
                  type: 'checkbox',
                  defaultValue: false,
                  label: 'Calm cover',
                  admin: { description: 'Thinner lines, for a sheet whose stripes would be too strong.' },
                },
              ],
            },
          ],
        },
      ],
    },
    publicId('a'),
    createdBy,
    {
      name: 'findingCounters',
      type: 'json',
      admin: { hidden: true },
      access: { create: () => false, update: () => false },
      hooks: { beforeDuplicate: [({ value }) => value] },
    },
    {
      name: 'plate',
      type: 'ui',
      admin: { position: 'sidebar', components: { Field: '/components/admin/plate-now.client.tsx#PlateNow' } },
    },
    slugFrom('title'),
    ...links,
    instant('publishedAt', 'Published', 'Set at the first publication; it decides the order in lists.'),
    instant('publishAt', 'Publish at', 'The newest version is published by itself at this time.'),
    instant('unpublishAt', 'Unpublish at', 'The article leaves the site by itself at this time.'),
    {
      name: 'correction',
      label: 'What was wrong',
      type: 'textarea',
      maxLength: 600,
      hooks: notCopied,
      admin: {
        position: 'sidebar',
        description:
          'For a correction: what the edition before said wrongly. Published with the next edition, at the article and in the feeds; empty again after that.',
        rows: 2,
      },
    },
    {
      name: 'withdrawalReason',
      type: 'textarea',
      maxLength: 400,
      access: forPublishers,
      hooks: notCopied,
      admin: { position: 'sidebar', description: 'Shown at the old address once the article is unpublished.', rows: 2 },
    },
    {
      name: 'withdrawThoughLinked',
      label: 'Withdraw although linked',
      type: 'checkbox',
      defaultValue: false,
      access: forPublishers,
      hooks: notCopied,
      admin: {
        position: 'sidebar',
        description: 'Lets the article go although other articles link here; their links become plain words.',
      },
    },
    {
      name: 'linkedFrom',
      type: 'ui',
      admin: { position: 'sidebar', components: { Field: '/components/admin/linked-from.client.tsx#LinkedFrom' } },
    },
  ],
  hooks: {
    beforeChange: [prepareArticle],
    afterChange: [publishArticle],
    beforeDelete: [rememberForDeletion],
    afterDelete: [withdrawDeleted],
  },
  endpoints: [linkedFrom, ...editorEndpoints],
}
