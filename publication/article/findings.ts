import type { ContainerDirective } from 'mdast-util-directive'
import { idsIn } from './directives.ts'
import { plainText } from './reading.ts'
import { safeBody } from './safe-body.ts'
import { type Body, type Finding, type Source, sourceSchema } from './schema.ts'

type Parts = { id: string; kind: 'break' | 'hold'; attributes: Record<string, string | null | undefined> }

function partsOf(body: Body): Parts[] {
  return safeBody(body).children.flatMap((node): Parts[] => {
    if (node.type !== 'containerDirective') return []
    const { name: kind, attributes }: ContainerDirective = node
    const id = attributes?.['id']
    return id && attributes && (kind === 'break' || kind === 'hold') ? [{ id, kind, attributes }] : []
  })
}

/** The breaks and holds of a body in its order. A break is held by the holds that answer it, and open without any. */
export function findingsOf(body: Body): Finding[] {
  const parts = partsOf(body)
  const holders = new Map<string, string[]>()
  for (const { id, attributes } of parts) {
    for (const answered of new Set(idsIn(attributes['answers']))) {
      const known = holders.get(answered)
      if (known) known.push(id)
      else holders.set(answered, [id])
    }
  }
  return parts.map(({ id, kind, attributes }): Finding => {
    const title = attributes['title'] ?? ''
    if (kind === 'hold') {
      const { cost = null, verified: verifiedSince = null } = attributes
      return { id, kind, title, answers: idsIn(attributes['answers']), cost, verifiedSince }
    }
    const heldBy = holders.get(id) ?? []
    const { shows = null, scale = null, cost = null } = attributes
    return { id, kind, title, shows, scale, cost, status: heldBy.length > 0 ? 'held' : 'open', heldBy }
  })
}

/** “Title, publisher, https://…, checked YYYY-MM-DD.” A title may have commas; a publisher may not. */
export const sourceForm = /^(.+), ([^,]+), (https?:\/\/\S+), checked (\d{4}-\d{2}-\d{2})\.$/u

/** The source that a note's words name, if they have the form of one. */
export function sourceIn(words: string): Source | null {
  const [, title, publisher, url, checkedAt] = sourceForm.exec(words.trim()) ?? []
  return sourceSchema.safeParse({ title, publisher, url, checkedAt }).data ?? null
}

/** The sources that footnotes name, in their order, each once; a footnote in another form is no source. */
export function sourcesOf(body: Body): Source[] {
  const sources = new Map<string, Source>()
  for (const node of safeBody(body).children) {
    const words = node.type === 'footnoteDefinition' ? plainText(node).trim() : ''
    const source = sources.has(words) ? null : sourceIn(words)
    if (source) sources.set(words, source)
  }
  return [...sources.values()]
}
