import type { Block, RichTextField, TextFieldManyValidation, TextFieldSingleValidation } from 'payload'
import { linesIn } from '#publication/article/index.ts'
import { codeShortcut } from './lexical-code-shortcut.ts'

type Editor = NonNullable<RichTextField['editor']>

/** Languages that the editor offers. Imported articles may name others, which are kept. */
const codeLanguages = [
  ['text', 'Plain text'],
  ['sql', 'SQL'],
  ['typescript', 'TypeScript'],
  ['javascript', 'JavaScript'],
  ['json', 'JSON'],
  ['yaml', 'YAML'],
  ['bash', 'Bash'],
  ['http', 'HTTP'],
  ['nginx', 'nginx'],
  ['python', 'Python'],
  ['solidity', 'Solidity'],
  ['go', 'Go'],
  ['rust', 'Rust'],
  ['diff', 'Diff'],
] as const

/** Accepts nothing, or ids of breaks such as `b1`. */
const validateAnswers: TextFieldManyValidation = (value) => {
  const wrong = value?.find((id) => !/^b[1-9][0-9]{0,3}$/.test(String(id)))
  return wrong === undefined || `“${wrong}” is not the id of a break. Use the ids shown on the breaks, such as b1.`
}

/** Accepts nothing, or 1-based lines and ranges such as `2,4-5`. */
const validateLines: TextFieldSingleValidation = (value) => {
  if (!value?.trim()) return true
  return linesIn(value.trim()) !== null || 'Write line numbers and ranges like 2,4-5.'
}

/** Accepts nothing, or one lower-case word such as `sql` or `c++`, so that an import keeps its language. */
const validateLanguage = (value: unknown): string | true => {
  if (value === undefined || value === null || value === '') return true
  return (
    (typeof value === 'string' && /^[a-z0-9][a-z0-9+#._-]{0,30}$/.test(value)) || 'Choose a language from the list.'
  )
}

const findingId = {
  name: 'findingId',
  type: 'text',
  label: 'Id',
  admin: {
    readOnly: true,
    description: 'Given by the first save, permanent, and never used again in this article. Reload the page to see it.',
  },
} as const

/** How something fails. `editor` writes its body. */
export const breakBlock = (editor: Editor): Block => ({
  slug: 'break',
  interfaceName: 'BreakBlock',
  labels: { singular: 'Break', plural: 'Breaks' },
  admin: { disableBlockName: true },
  fields: [
    {
      name: 'title',
      type: 'text',
      required: true,
      maxLength: 200,
      label: 'What breaks',
      admin: { description: 'One line that names the failure.' },
    },
    findingId,
    {
      name: 'shows',
      type: 'text',
      maxLength: 400,
      label: 'How it shows',
      admin: { description: 'What somebody sees when it happens, such as “Two captures, one order id”.' },
    },
    {
      name: 'scale',
      type: 'text',
      maxLength: 200,
      label: 'From which scale on',
      admin: { description: 'When it begins, such as “first worker crash” or “weekly deploys”.' },
    },
    { name: 'body', type: 'richText', label: 'Explanation', editor },
  ],
})

/** What carries the load across one or more breaks. `editor` writes its body. */
export const holdBlock = (editor: Editor): Block => ({
  slug: 'hold',
  interfaceName: 'HoldBlock',
  labels: { singular: 'Hold', plural: 'Holds' },
  admin: { disableBlockName: true },
  fields: [
    {
      name: 'title',
      type: 'text',
      required: true,
      maxLength: 200,
      label: 'What holds',
      admin: { description: 'One line that names the remedy.' },
    },
    findingId,
    {
      name: 'answers',
      type: 'text',
      hasMany: true,
      label: 'Answers',
      validate: validateAnswers,
      admin: {
        description: 'Ids of the breaks it answers, such as b1. A break that nothing answers is shown as open.',
      },
    },
    {
      name: 'cost',
      type: 'text',
      maxLength: 400,
      label: 'What it costs',
      admin: { description: 'The price of it, such as “one table, one index”.' },
    },
    { name: 'body', type: 'richText', label: 'Explanation', editor },
  ],
})

/** Code as plain text. Its field is a text area: Payload's `code` field loads its editor from a CDN. */
export const codeBlock = (): Block => ({
  slug: 'code',
  interfaceName: 'CodeBlock',
  labels: { singular: 'Code', plural: 'Code blocks' },
  admin: { disableBlockName: true, jsx: '/collections/articles/lexical-code-shortcut.client.ts#codeShortcut' },
  jsx: codeShortcut,
  fields: [
    {
      name: 'language',
      type: 'select',
      options: codeLanguages.map(([value, label]) => ({ value, label })),
      validate: validateLanguage,
    },
    { name: 'code', type: 'textarea', label: 'Code', admin: { rows: 8 } },
    { name: 'caption', type: 'text', admin: { description: 'One line below the code.' } },
    {
      name: 'holdLines',
      type: 'text',
      label: 'Lines that hold',
      validate: validateLines,
      admin: { description: 'Marked as what holds, such as 2,4-5.' },
    },
    {
      name: 'breakLines',
      type: 'text',
      label: 'Lines that break',
      validate: validateLines,
      admin: { description: 'Marked as what breaks, such as 3.' },
    },
  ],
})

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
      admin: {
        description: 'For a source write: Title, publisher, https://…, checked 2026-11-01. It is then listed as one.',
      },
    },
  ],
})
