import type { ArrayField, Block } from 'payload'
import { tableStart } from '../lexical-nodes.ts'
import { block, type Editor, line, richText } from './fields.ts'

/** A remark beside the text. `editor` writes its body. */
export const calloutBlock = (editor: Editor): Block =>
  block('callout', 'Callout', 'Callouts', [
    {
      name: 'kind',
      type: 'select',
      label: 'Kind',
      defaultValue: 'neutral',
      options: [
        { value: 'neutral', label: 'Neutral' },
        { value: 'break', label: 'Warns of what breaks' },
        { value: 'hold', label: 'Advises what holds' },
      ],
    },
    line('title', 'Title', 200, 'One line above it. May be empty.'),
    richText('body', 'Text', editor),
  ])

const rows = (editor: Editor): ArrayField => ({
  name: 'rows',
  type: 'array',
  label: 'Lines',
  labels: { singular: 'Line', plural: 'Lines' },
  minRows: 1,
  validate: (value) => {
    const lines = Array.isArray(value) ? (value as { pick?: unknown }[]) : []
    if (lines.length === 0) return 'Add at least one line.'
    return lines.filter((row) => row?.pick === true).length < 2 || 'Only one line can be the one we would take.'
  },
  fields: [
    { ...richText('when', 'When', editor), required: true },
    { ...richText('then', 'Then', editor), required: true },
    { name: 'pick', type: 'checkbox', label: 'This is the line we would take' },
  ],
})

/** A table of two columns: read down to the first line that is true for you. `editor` writes one cell. */
export const decisionBlock = (editor: Editor): Block =>
  block('decision', 'Decision table', 'Decision tables', [
    line('title', 'Title', 200, 'What is decided. May be empty.'),
    line('headWhen', 'Heading of the conditions', 200, 'Such as “If this is true for you”.', { required: true }),
    line('headThen', 'Heading of the answers', 200, 'Such as “do this”.', { required: true }),
    rows(editor),
  ])

/** A table of data with what it says about itself. `editor` holds the table and nothing else. */
export const tableBlock = (editor: Editor): Block =>
  block('table', 'Table with a caption', 'Tables with captions', [
    line('caption', 'Caption', 300, 'What the table shows, in one line.'),
    {
      name: 'rowHeads',
      type: 'checkbox',
      label: 'The first cell of each row is its heading',
      admin: { description: 'Read out before each value by screen readers, and set in bold.' },
    },
    { ...richText('table', 'Table', editor, 'One table. Its first row holds the headings.'), defaultValue: tableStart },
  ])

/** A sentence of the article, set large. `editor` writes it. */
export const pullquoteBlock = (editor: Editor): Block =>
  block('pullquote', 'Pull quote', 'Pull quotes', [
    { ...richText('text', 'Sentence', editor, 'One paragraph, taken from the article.'), required: true },
  ])

/** What to do, one after the other. `editor` writes what a step says below its title. */
export const stepsBlock = (editor: Editor): Block =>
  block('steps', 'Steps', 'Steps', [
    line('title', 'Title', 200, 'What the steps lead to. May be empty.'),
    {
      name: 'steps',
      type: 'array',
      label: 'Steps',
      labels: { singular: 'Step', plural: 'Steps' },
      minRows: 1,
      maxRows: 30,
      required: true,
      fields: [
        line('title', 'Title', 200, 'What to do, in one line.', { required: true }),
        richText('body', 'Explanation', editor),
      ],
    },
  ])
