import type { GlobalConfig } from 'payload'
import { txOf } from '#platform/db.ts'
import { putSite, readSettings } from '#publication/edition/index.ts'
import { actorName, allowed, signedIn } from '../access.ts'

/** A token as robots.txt names a crawler (RFC 9309, 2.2.1). */
const crawlerName = (value: unknown): string | true =>
  (typeof value === 'string' && /^[A-Za-z_-]{1,60}$/.test(value)) ||
  'Give the crawler’s product token: letters, hyphens and underscores, such as ExampleBot.'

const securityContact = (value: unknown): string | true =>
  value === null ||
  value === undefined ||
  value === '' ||
  (typeof value === 'string' && URL.canParse(value.trim()) && /^(https|mailto):/.test(value.trim())) ||
  'Give a mailto: address or one that begins with https://.'

const handle = (value: unknown): string | true =>
  value === null ||
  value === undefined ||
  value === '' ||
  (typeof value === 'string' && /^@[\w.-]{1,60}@[a-z0-9.-]{3,200}$/i.test(value.trim())) ||
  'Give the whole handle: @name@server.example.'

const use = (name: 'search' | 'aiInput' | 'aiTrain', label: string, description: string, defaultValue: boolean) =>
  ({ name, label, type: 'checkbox', required: true, defaultValue, admin: { description } }) as const

/** What the publication says of itself to machines. One record; what is public of it is written by `putSite`. */
export const site: GlobalConfig = {
  slug: 'site',
  label: 'Site settings',
  admin: {
    group: 'Publication',
    hideAPIURL: true,
    description: 'What machines are told: robots.txt, /ai, security.txt.',
  },
  access: { read: signedIn, update: allowed('site.edit') },
  fields: [
    {
      name: 'ai',
      label: 'What machines may do with the texts',
      type: 'group',
      fields: [
        use('search', 'Search', 'Show up in search engines, with a link and a short passage.', true),
        use('aiInput', 'Answers', 'Be read by an assistant that answers a person, and be cited.', true),
        use('aiTrain', 'Training', 'Be used to train or tune models.', false),
      ],
    },
    {
      name: 'disallowedCrawlers',
      label: 'Crawlers that are asked to stay away',
      type: 'array',
      maxRows: 100,
      labels: { singular: 'Crawler', plural: 'Crawlers' },
      fields: [{ name: 'name', type: 'text', required: true, maxLength: 60, validate: crawlerName }],
    },
    {
      name: 'securityContact',
      label: 'Contact for reports of weaknesses',
      type: 'text',
      maxLength: 300,
      validate: securityContact,
      admin: { description: 'Stands in security.txt. Empty: the contact that the server was set up with.' },
    },
    {
      name: 'fediverse',
      label: 'Account in the fediverse',
      type: 'text',
      maxLength: 300,
      validate: handle,
      admin: {
        description:
          'Named in the head of articles whose authors have no account of their own, so that links shared there show who wrote them.',
      },
    },
  ],
  hooks: {
    afterChange: [
      async ({ doc, req }) => {
        const tx = await txOf(req)
        // From the database: what the hook is handed may be narrowed to what the caller wants to see.
        const stored = await req.payload.db.findGlobal({ slug: 'site', req })
        await putSite(tx, readSettings(stored), actorName(req))
        return doc
      },
    ],
  },
}
