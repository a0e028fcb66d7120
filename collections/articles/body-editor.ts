import {
  $createServerBlockNode,
  BlockquoteFeature,
  BlocksFeature,
  BoldFeature,
  ChecklistFeature,
  createServerFeature,
  EXPERIMENTAL_TableFeature,
  FixedToolbarFeature,
  HeadingFeature,
  IndentFeature,
  InlineCodeFeature,
  InlineToolbarFeature,
  ItalicFeature,
  lexicalEditor,
  OrderedListFeature,
  ParagraphFeature,
  ServerBlockNode,
  UnorderedListFeature,
  UploadFeature,
} from '@payloadcms/richtext-lexical'
import type { Block } from 'payload'
import { codeBlock } from './blocks/code-block.ts'
import { breakBlock, holdBlock } from './blocks/finding-blocks.ts'
import { footnoteBlock, sourceBlock } from './blocks/inline-blocks.ts'
import { cardBlock, diagramBlock, figuresBlock } from './blocks/picture-blocks.ts'
import { calloutBlock, decisionBlock, pullquoteBlock, stepsBlock, tableBlock } from './blocks/text-blocks.ts'
import { link } from './editor-links.ts'
import { shortcutsFor } from './editor-shortcuts.ts'

const marks = () => [ParagraphFeature(), BoldFeature(), ItalicFeature(), InlineCodeFeature(), link()]

const notes = (): Block[] => [
  footnoteBlock(
    lexicalEditor({
      features: [...marks(), bringText({ place: 'note' }), InlineToolbarFeature()],
      admin: { hideGutter: true },
    }),
  ),
  sourceBlock(),
]

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

/** Markdown that becomes a block, or a checklist, as it is typed. */
const shortcuts = createServerFeature<{ kinds: string[] }, { kinds: string[] }, { kinds: string[] }>({
  key: 'blockShortcuts',
  feature: ({ props }) => ({
    ClientFeature: '/collections/articles/editor-shortcuts.client.ts#BlockShortcuts',
    clientFeatureProps: props,
    sanitizedServerFeatureProps: props,
    markdownTransformers: shortcutsFor(props.kinds, { node: ServerBlockNode, create: $createServerBlockNode }),
  }),
})

type Spot = 'root' | 'finding' | 'aside' | 'line' | 'note'

/** What is pasted from elsewhere, or written as Markdown, becomes what may stand at the place. */
const bringText = createServerFeature<{ place: Spot }, { place: Spot }, { place: Spot }>({
  key: 'bringText',
  feature: ({ props }) => ({
    ClientFeature: '/components/admin/bring-text.client.tsx#BringTextFeature',
    clientFeatureProps: props,
    sanitizedServerFeatureProps: props,
  }),
})

/** The editor of one table is entered at its first cell. */
const beginInTable = createServerFeature({
  key: 'beginInTable',
  feature: { ClientFeature: '/components/admin/begin-in-table.client.tsx#BeginInTableFeature' },
})

/** Counts of breaks and holds, Markdown in and out, ids after a save, and blocks that move by keyboard. */
const articleDesk = createServerFeature({
  key: 'articleDesk',
  feature: { ClientFeature: '/components/admin/article-desk.client.tsx#ArticleDeskFeature' },
})

/** The blocks of a place, with what typing gives there. Notes stand in its text. */
const blocksOf = (blocks: Block[]) => [
  BlocksFeature({ blocks, inlineBlocks: notes() }),
  shortcuts({ kinds: blocks.map(({ slug }) => slug) }),
]

/** What may stand at every place. Only list items indent: that is how a list is nested (Tab). */
const flow = () => [
  ...marks(),
  UnorderedListFeature(),
  OrderedListFeature(),
  ChecklistFeature(),
  IndentFeature({ disabledNodes: ['paragraph', 'heading', 'quote'], disableTabNode: true }),
  leaveByTab(),
  BlockquoteFeature(),
  EXPERIMENTAL_TableFeature(),
  pictures(),
]

const withoutBlocks = () => BlocksFeature({ blocks: [], inlineBlocks: notes() })

const hideGutter = { admin: { hideGutter: true } }

/** One paragraph, or the paragraphs of a description: marks, links and notes. */
const lineEditor = () =>
  lexicalEditor({
    features: [...marks(), withoutBlocks(), bringText({ place: 'line' }), InlineToolbarFeature()],
    ...hideGutter,
  })

const tableEditor = () =>
  lexicalEditor({
    features: [
      ...marks(),
      withoutBlocks(),
      EXPERIMENTAL_TableFeature(),
      beginInTable(),
      bringText({ place: 'line' }),
      InlineToolbarFeature(),
    ],
    ...hideGutter,
  })

const flowEditor = () =>
  lexicalEditor({
    features: [...flow(), ...blocksOf([codeBlock()]), bringText({ place: 'aside' }), InlineToolbarFeature()],
  })

/** The blocks that stand at the root and inside findings. */
const shared = () => [
  calloutBlock(flowEditor()),
  decisionBlock(lineEditor()),
  tableBlock(tableEditor()),
  stepsBlock(flowEditor()),
  diagramBlock(lineEditor()),
  cardBlock(),
  codeBlock(),
]

const findingEditor = () =>
  lexicalEditor({
    features: [...flow(), ...blocksOf(shared()), bringText({ place: 'finding' }), InlineToolbarFeature()],
  })

/**
 * The editor of an article's body: exactly the nodes that `lexicalToMdast` and every rendering know, each where
 * `publication/article/kinds.ts` lets it stand.
 * There is no depth setting for what editors nest (lists): `lexicalToMdast` refuses more than 40 levels in words.
 */
export function bodyEditor() {
  return lexicalEditor({
    features: [
      ...flow(),
      HeadingFeature({ enabledHeadingSizes: ['h2', 'h3', 'h4'] }),
      ...blocksOf([
        breakBlock(findingEditor()),
        holdBlock(findingEditor()),
        ...shared(),
        pullquoteBlock(lineEditor()),
        figuresBlock(),
      ]),
      bringText({ place: 'root' }),
      articleDesk(),
      FixedToolbarFeature({ applyToFocusedEditor: true }),
      InlineToolbarFeature(),
    ],
  })
}
