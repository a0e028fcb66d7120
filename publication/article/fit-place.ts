import type { FootnoteDefinition, Nodes, Paragraph, PhrasingContent, RootContent } from 'mdast'
import { SKIP, visit } from 'unist-util-visit'
import { linesOf } from './fit-blocks.ts'
import { forgivingBody, type Taken } from './forgiving.ts'
import type { Where } from './kinds.ts'

/** A place of the editor: a line holds one paragraph, a note too, and no further notes. */
export type Spot = Where | 'line' | 'note'

const wrappers = {
  finding: { name: 'break', attributes: { id: 'b1', title: 'Wrapper' } },
  aside: { name: 'callout', attributes: {} },
} as const

const keepStored = (url: string): string | null => (url.startsWith('media:') ? url : null)

const isNote = (node: Nodes): node is FootnoteDefinition => node.type === 'footnoteDefinition'

function lineAt(blocks: RootContent[], notes: FootnoteDefinition[], isInNote: boolean): Taken {
  const children = blocks
    .flatMap(linesOf)
    .flatMap((line, index): PhrasingContent[] => (index === 0 ? line : [{ type: 'break' }, ...line]))
  const paragraph: Paragraph = { type: 'paragraph', children }
  let left = 0
  if (isInNote) {
    visit(paragraph, 'footnoteReference', (_, index, parent) => {
      if (!parent || index === undefined) return undefined
      parent.children.splice(index, 1)
      left += 1
      return [SKIP, index] as const
    })
  }
  const taken = forgivingBody({ type: 'root', children: [paragraph, ...(isInNote ? [] : notes)] })
  const isLess = blocks.length > 1 || blocks[0]?.type !== 'paragraph'
  return {
    body: taken.body,
    notices: [
      ...(isLess ? ['Only a line of text can stand here; blocks became lines of it.'] : []),
      ...(left > 0 ? ['A note holds no further notes; they were left out.'] : []),
      ...taken.notices,
    ],
  }
}

/** What was brought along, as it may stand at a place of the editor; what may not becomes what it says. */
export function takenAt({ body, notices }: Taken, spot: Spot): Taken {
  if (spot === 'root') return { body, notices }
  // What is made to fit is changed in its place.
  const { children: given } = structuredClone(body)
  const notes = given.filter(isNote)
  const blocks = given.filter((node) => !isNote(node))
  if (blocks.length === 0) return { body, notices }
  if (spot === 'line' || spot === 'note') {
    const line = lineAt(blocks, notes, spot === 'note')
    return { body: line.body, notices: [...notices, ...line.notices] }
  }
  const wrapper = { type: 'containerDirective' as const, ...wrappers[spot], children: blocks as never[] }
  const fitted = forgivingBody({ type: 'root', children: [wrapper, ...notes] }, keepStored)
  const children = fitted.body.children.flatMap((node): RootContent[] =>
    node.type === 'containerDirective' && node.name === wrapper.name ? node.children : [node],
  )
  return { body: { type: 'root', children }, notices: [...notices, ...fitted.notices] }
}
