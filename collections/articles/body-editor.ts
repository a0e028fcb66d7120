import {
  BlockquoteFeature,
  BlocksFeature,
  BoldFeature,
  createServerFeature,
  EXPERIMENTAL_TableFeature,
  FixedToolbarFeature,
  HeadingFeature,
  IndentFeature,
  InlineCodeFeature,
  InlineToolbarFeature,
  ItalicFeature,
  LinkFeature,
  lexicalEditor,
  OrderedListFeature,
  ParagraphFeature,
  UnorderedListFeature,
  UploadFeature,
} from '@payloadcms/richtext-lexical'
import type { Field } from 'payload'
import { breakBlock, codeBlock, footnoteBlock, holdBlock } from './body-blocks.ts'
import { linkProblem } from './lexical-links.ts'

/**
 * The address of a link. It replaces Payload's own field, which takes any scheme and, on an update, percent-encodes
 * the whole of an address it does not like.
 */
const urlField: Field = {
  name: 'url',
  type: 'text',
  label: 'Address',
  required: true,
  admin: { description: 'https://…, a path of this site such as /articles/x, #an-anchor, or mailto:…' },
  validate: (value: unknown) => linkProblem(value) ?? true,
}

/** Links by address only; readers choose their tabs. Typed addresses do not become links by themselves. */
const link = () =>
  LinkFeature({
    enabledCollections: [],
    disableAutoLinks: true,
    fields: ({ defaultFields }) =>
      (defaultFields as Field[]).flatMap((field): Field[] => {
        if (!('name' in field)) return []
        if (field.name === 'url') return [urlField]
        if (field.name === 'linkType') return [{ ...field, admin: { hidden: true } } as Field]
        return field.name === 'text' ? [field] : []
      }),
  })

const marks = () => [ParagraphFeature(), BoldFeature(), ItalicFeature(), InlineCodeFeature(), link()]

const footnote = () =>
  footnoteBlock(lexicalEditor({ features: [...marks(), InlineToolbarFeature()], admin: { hideGutter: true } }))

const pictures = () =>
  UploadFeature({
    enabledCollections: ['media'],
    // One level of the picture's record, whatever depth the article is read at.
    maxDepth: 1,
    collections: {
      media: {
        fields: [
          {
            name: 'alt',
            type: 'text',
            label: 'Alternative text',
            admin: { description: 'Left empty, the text of the media record is used.' },
          },
          { name: 'caption', type: 'text', admin: { description: 'One line below the picture.' } },
        ],
      },
    },
  })

/** Tab moves on to the next field, except in a list, where it nests. */
const leaveByTab = createServerFeature({
  key: 'leaveByTab',
  feature: { ClientFeature: '/components/admin/leave-by-tab.client.tsx#LeaveByTabFeature' },
})

/** What may stand at the root and inside findings. Only list items indent: that is how a list is nested (Tab). */
const blocks = () => [
  ...marks(),
  UnorderedListFeature(),
  OrderedListFeature(),
  IndentFeature({ disabledNodes: ['paragraph', 'heading', 'quote'], disableTabNode: true }),
  leaveByTab(),
  BlockquoteFeature(),
  EXPERIMENTAL_TableFeature(),
  pictures(),
]

const findingBody = () =>
  lexicalEditor({
    features: [
      ...blocks(),
      BlocksFeature({ blocks: [codeBlock()], inlineBlocks: [footnote()] }),
      InlineToolbarFeature(),
    ],
  })

/**
 * The editor of an article's body: exactly the nodes that `lexicalToMdast` and every rendering know.
 * There is no depth setting for what editors nest (lists): `lexicalToMdast` refuses more than 40 levels in words.
 * Breaks and holds hold no headings and no further findings; footnotes hold one line of text.
 */
export function bodyEditor() {
  return lexicalEditor({
    features: [
      ...blocks(),
      HeadingFeature({ enabledHeadingSizes: ['h2', 'h3', 'h4'] }),
      BlocksFeature({
        blocks: [breakBlock(findingBody()), holdBlock(findingBody()), codeBlock()],
        inlineBlocks: [footnote()],
      }),
      FixedToolbarFeature({ applyToFocusedEditor: true }),
      InlineToolbarFeature(),
    ],
  })
}
