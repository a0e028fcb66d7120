import type { RootContent } from 'mdast'
import { type Body, normalise, BodyError as Refusal } from '#publication/article/index.ts'
import { readBlock } from './lexical-blocks.ts'
import { rootNodesOf } from './lexical-json.ts'
import { BodyError, checkJson } from './lexical-limits.ts'
import type { Reading } from './lexical-phrasing.ts'

export { BodyError } from './lexical-limits.ts'

/** How a stored picture is named: `toRef` gives the public id (`m_…`) of a media record; `null` or a throw if it is unknown. */
export type MediaToRef = { toRef: (id: number | string) => string | null }

/**
 * The body of an article as Payload's editor stores it, as mdast in normal form. An empty field is an empty body.
 *
 * Forgiving of what editors leave behind: empty paragraphs, indents, directions, colours, underline. Strict with what
 * readers would see differently from the editor: unknown nodes, merged cells, struck-out text, addresses outside the
 * allow-list, findings without an id (see `assignFindingIds`), answers to breaks that are not there.
 * @throws BodyError with the place and the reason in words
 */
export function lexicalToMdast(state: unknown, media: MediaToRef): Body {
  checkJson(state)
  const reading: Reading = { toRef: media.toRef, notes: [] }
  const read = rootNodesOf(state, 'body').map((node, index) =>
    readBlock(node, `block ${index + 1}`, reading, 'article'),
  )
  const children: RootContent[] = [...read.flat(), ...reading.notes]
  try {
    return normalise({ type: 'root', children })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const [issue] = error.issues
    const origins = read.flatMap((blocks, index) => blocks.map(() => `block ${index + 1}`))
    const at = Number(/^children\[(\d+)\]/.exec(issue?.path ?? '')?.[1] ?? Number.NaN)
    const note = at >= origins.length ? `footnote ${at - origins.length + 1}` : 'body'
    throw new BodyError(origins[at] ?? note, issue?.message ?? 'it cannot be read')
  }
}
