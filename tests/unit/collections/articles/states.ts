/** Editor states as an editor or an attacker might save them, in short. */
export type Node = Record<string, unknown>

export const text = (text: string, format = 0): Node => ({ type: 'text', version: 1, text, format })
export const element = (type: string, children: unknown[], fields: Node = {}): Node => ({
  type,
  version: 1,
  children,
  ...fields,
})
export const paragraph = (...children: unknown[]): Node => element('paragraph', children)
export const state = (...children: unknown[]) => ({ root: element('root', children) })
export const link = (url: unknown, ...children: unknown[]): Node =>
  element('link', children, { fields: { linkType: 'custom', newTab: true, url } })
export const block = (blockType: string, fields: Node = {}): Node => ({
  type: 'block',
  version: 2,
  fields: { id: '0'.repeat(24), blockType, ...fields },
})
export const footnote = (note: unknown): Node => ({
  type: 'inlineBlock',
  version: 1,
  fields: { blockType: 'footnote', note },
})
export const item = (...children: unknown[]): Node => element('listitem', children, { value: 1 })
export const list = (listType: string, ...items: unknown[]): Node => element('list', items, { listType })
export const cell = (fields: Node, ...children: unknown[]): Node => element('tablecell', children, fields)
export const table = (...rows: unknown[][]): Node =>
  element(
    'table',
    rows.map((cells) => element('tablerow', cells)),
  )

export const internalLink = (doc: unknown, fields: Node, ...children: unknown[]): Node =>
  element('link', children, { fields: { linkType: 'internal', newTab: false, doc, ...fields } })
export const source = (fields: Node): Node => ({
  type: 'inlineBlock',
  version: 1,
  fields: { blockType: 'source', ...fields },
})

/** A collection in which every public id is a record: the first is number 1; one is known from the start. */
function shelf(prefix: string) {
  const refs = [`${prefix}_${'0'.repeat(26)}`]
  return {
    toRef: (id: number | string): string | null => (typeof id === 'number' ? (refs[id - 1] ?? null) : null),
    toId: (ref: string): number => (refs.includes(ref) ? refs.indexOf(ref) + 1 : refs.push(ref)),
  }
}

const articles = shelf('a')

/** A media library and articles in which every public id is a record. */
export const media = { ...shelf('m'), articleRef: articles.toRef, articleId: articles.toId }
