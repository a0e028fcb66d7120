import type { Block, TextField, TextFieldManyValidation } from 'payload'
import { block, day, type Editor, line, richText } from './fields.ts'

/** Accepts nothing, or ids of breaks such as `b1`. */
const validateAnswers: TextFieldManyValidation = (value) => {
  const wrong = value?.find((id) => !/^b[1-9][0-9]{0,3}$/.test(String(id)))
  return wrong === undefined || `“${wrong}” is not the id of a break. Use the ids shown on the breaks, such as b1.`
}

const findingId = {
  name: 'findingId',
  type: 'text',
  label: 'Id',
  admin: {
    readOnly: true,
    description: 'Given by the first save, permanent, and never used again in this article.',
    components: { Field: '/components/admin/finding-id.client.tsx#FindingId' },
  },
} as const satisfies TextField

/** How something fails. `editor` writes its body. */
export const breakBlock = (editor: Editor): Block =>
  block('break', 'Break', 'Breaks', [
    line('title', 'What breaks', 200, 'One line that names the failure.', { required: true }),
    findingId,
    line('shows', 'How it shows', 400, 'What somebody sees when it happens, such as “Two captures, one order id”.'),
    line('scale', 'From which scale on', 200, 'When it begins, such as “first worker crash” or “weekly deploys”.'),
    line('cost', 'What it costs', 400, 'What is lost when it happens, such as “one refund per deploy”.'),
    richText('body', 'Explanation', editor),
  ])

/** What carries the load across one or more breaks. `editor` writes its body. */
export const holdBlock = (editor: Editor): Block =>
  block('hold', 'Hold', 'Holds', [
    line('title', 'What holds', 200, 'One line that names the remedy.', { required: true }),
    findingId,
    {
      name: 'answers',
      type: 'text',
      hasMany: true,
      label: 'Answers',
      validate: validateAnswers,
      admin: {
        description: 'The breaks of this article that it answers. A break that nothing answers is shown as open.',
        components: { Field: '/components/admin/answers.client.tsx#Answers' },
      },
    },
    line('cost', 'What it costs', 400, 'The price of it, such as “one table, one index”.'),
    day('verifiedSince', 'Holds, verified since', 'The day since which you have seen it hold. Empty: not said.'),
    richText('body', 'Explanation', editor),
  ])
