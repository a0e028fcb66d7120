import type { Block } from 'payload'
import { webAddressProblem } from '../lexical-links.ts'
import { sourceLimits } from '../lexical-sources.ts'
import { day, type Editor, line } from './fields.ts'

/** A note at the foot of the article. `editor` writes its text. */
export const footnoteBlock = (editor: Editor): Block => ({
  slug: 'footnote',
  interfaceName: 'FootnoteBlock',
  labels: { singular: 'Footnote', plural: 'Footnotes' },
  fields: [
    {
      name: 'note',
      type: 'richText',
      required: true,
      editor,
      admin: { description: 'A remark. For where something comes from use “Source”.' },
    },
  ],
})

/** Where a statement comes from: a note that is listed among the sources too. */
export const sourceBlock = (): Block => ({
  slug: 'source',
  interfaceName: 'SourceBlock',
  labels: { singular: 'Source', plural: 'Sources' },
  admin: { components: { Label: '/components/admin/source-label.client.tsx#SourceLabel' } },
  fields: [
    line('title', 'Title', sourceLimits.title, 'Of the page or paper.', { required: true }),
    line('publisher', 'Publisher', sourceLimits.publisher, 'Who publishes it, without a comma.', {
      required: true,
      validate: (value: unknown) => {
        if (typeof value !== 'string' || !value.trim()) return 'Say who publishes it.'
        return !value.includes(',') || 'Write the publisher without a comma.'
      },
    }),
    line('url', 'Address', 2000, 'https://…', {
      required: true,
      validate: (value: unknown) => webAddressProblem(value) ?? true,
    }),
    { ...day('checkedAt', 'Checked', 'The day you last saw that it says so.'), required: true },
  ],
})
