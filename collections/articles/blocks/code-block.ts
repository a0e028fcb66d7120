import type { Block, TextFieldSingleValidation } from 'payload'
import { linesIn } from '#publication/article/index.ts'
import { block, line, shown } from './fields.ts'

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

const lines = (name: string, label: string, description: string) => ({
  name,
  type: 'text' as const,
  label,
  validate: validateLines,
  admin: { description },
})

/** Code as plain text. Its field is a text area: Payload's `code` field loads its editor from a CDN. */
export const codeBlock = (): Block =>
  block('code', 'Code', 'Code blocks', [
    {
      name: 'language',
      type: 'select',
      options: codeLanguages.map(([value, label]) => ({ value, label })),
      validate: validateLanguage,
    },
    { name: 'code', type: 'textarea', label: 'Code', admin: { rows: 8 } },
    shown('check', '/components/admin/code-check.client.tsx#CodeCheck'),
    line(
      'unchecked',
      'Why it need not parse',
      200,
      'Only for code that is wrong or incomplete on purpose, such as “a fragment”. Its syntax is then not checked.',
    ),
    { name: 'caption', type: 'text', admin: { description: 'One line below the code.' } },
    lines('holdLines', 'Lines that hold', 'Marked as what holds, such as 2,4-5.'),
    lines('breakLines', 'Lines that break', 'Marked as what breaks, such as 3.'),
  ])
