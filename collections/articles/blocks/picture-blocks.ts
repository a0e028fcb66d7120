import type { Block, TextFieldSingleValidation } from 'payload'
import { webAddressProblem } from '../lexical-links.ts'
import { block, type Editor, has, line, richText, shown } from './fields.ts'

/** Numbers that carry the argument. */
export const figuresBlock = (): Block =>
  block('figures', 'Key figures', 'Key figures', [
    line('title', 'Title', 200, 'What the figures are about. May be empty.'),
    {
      name: 'figures',
      type: 'array',
      label: 'Figures',
      labels: { singular: 'Figure', plural: 'Figures' },
      minRows: 1,
      maxRows: 8,
      required: true,
      fields: [
        line('value', 'Figure', 40, 'With its unit, such as “126 ms”.', { required: true }),
        line('label', 'What it counts', 200, 'Such as “from save to reader, median”.', { required: true }),
        line('basis', 'Basis', 300, 'How it was measured, and when. May be empty.'),
      ],
    },
  ])

/** A drawing as text. `editor` writes its description, which stands for it where it cannot be seen. */
export const diagramBlock = (editor: Editor): Block =>
  block('diagram', 'Diagram', 'Diagrams', [
    line('title', 'Title', 200, 'What it shows, in one line.', { required: true }),
    {
      name: 'source',
      type: 'textarea',
      label: 'Diagram as text',
      required: true,
      admin: { rows: 8, description: 'In Mermaid syntax, such as “flowchart LR”, then “A[Client] --> B[Queue]”.' },
    },
    shown('preview', '/components/admin/diagram-preview.client.tsx#DiagramPreview'),
    {
      ...richText(
        'description',
        'Long description',
        editor,
        'Everything that the drawing says, for who cannot see it.',
      ),
      required: true,
    },
  ])

const isForeign = (siblings: unknown): boolean => !has('article')(siblings)

const validateAddress: TextFieldSingleValidation = (value, { siblingData }) =>
  (isForeign(siblingData) ? webAddressProblem(value) : null) ?? true

const validateTitle: TextFieldSingleValidation = (value, { siblingData }) =>
  !isForeign(siblingData) || Boolean(value?.trim()) || 'Say what the page is called.'

const validateFinding: TextFieldSingleValidation = (value) =>
  !value?.trim() || /^[bh][1-9][0-9]{0,3}$/.test(value.trim()) || 'Write the id of a break or hold, such as b1.'

/** The finding of another article, by its id. */
export const findingField = (condition: (siblings: unknown) => boolean) =>
  line('finding', 'Break or hold', 5, 'Its id in that article, such as b1. Empty: the whole article.', {
    condition,
    validate: validateFinding,
  })

/** A link set as a card: to an article of ours, or to a page elsewhere. */
export const cardBlock = (): Block =>
  block('card', 'Link card', 'Link cards', [
    {
      name: 'article',
      type: 'relationship',
      relationTo: 'articles',
      maxDepth: 0,
      // Payload names an article in the trash, or one that is gone, by its number; publishing refuses both in words.
      validate: (): true => true,
      admin: {
        description: 'Its title and deck are shown as they are then. For a page elsewhere leave it empty.',
        allowCreate: false,
      },
    },
    findingField(has('article')),
    line('url', 'Address', 2000, 'https://… of a page elsewhere.', { condition: isForeign, validate: validateAddress }),
    line('title', 'Title', 200, 'What the page is called.', { condition: isForeign, validate: validateTitle }),
    line('description', 'Description', 400, 'What it says, in a sentence. May be empty.', { condition: isForeign }),
    line('publisher', 'Publisher', 120, 'Who publishes it. May be empty.', { condition: isForeign }),
  ])
