import type { BlockContent, Paragraph, PhrasingContent, Table } from 'mdast'
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive'
import { cleanText, given, type Json, nodesOf, rootNodesOf, rowsOf, textOf } from './lexical-json.ts'
import { BodyError } from './lexical-limits.ts'
import { readReference, webAddressProblem } from './lexical-links.ts'
import { onlySpace, type Reading, readLine, readPhrasing } from './lexical-phrasing.ts'
import { readTable } from './lexical-tables.ts'

function container(name: string, attributes: Record<string, string | null>, children: BlockContent[]) {
  return {
    type: 'containerDirective',
    name,
    attributes: given(attributes),
    children: children as ContainerDirective['children'],
  } satisfies ContainerDirective
}

const leaf = (name: string, attributes: Record<string, string | null>): LeafDirective => ({
  type: 'leafDirective',
  name,
  attributes: given(attributes),
  children: [],
})

/** A text field that must be filled in. */
function needed(fields: Json, name: string, path: string, advice: string): string {
  const text = textOf(fields, name, path)
  if (text === null) throw new BodyError(path, advice)
  return text
}

export function readCallout(fields: Json, path: string, reading: Reading): ContainerDirective {
  const kind = textOf(fields, 'kind', path) ?? 'neutral'
  if (kind !== 'neutral' && kind !== 'break' && kind !== 'hold') {
    throw new BodyError(path, `“${kind.slice(0, 20)}” is no kind of callout; choose one from the list`)
  }
  const children = reading.blocksIn(fields.body, path, 'aside')
  if (children.length === 0) throw new BodyError(path, 'it says nothing; write its text or remove it')
  return container(
    'callout',
    { kind: kind === 'neutral' ? null : kind, title: textOf(fields, 'title', path) },
    children,
  )
}

/** The heading of a column. A no-break space is text in a table, as everywhere. */
function readHead(value: unknown, path: string): PhrasingContent[] {
  if (typeof value !== 'string' || onlySpace.test(value)) {
    throw new BodyError(path, 'a column has no heading; name the conditions and the answers')
  }
  return [{ type: 'text', value: cleanText(value) }]
}

export function readDecision(fields: Json, path: string, reading: Reading): ContainerDirective {
  const head = [readHead(fields.headWhen, path), readHead(fields.headThen, path)]
  const rows = rowsOf(fields, 'rows', path)
  if (rows.length === 0) throw new BodyError(path, 'it has no lines; add one or remove the table')
  const picked = rows.flatMap((row, index) => (row.pick === true ? [index + 1] : []))
  if (picked.length > 1) throw new BodyError(path, `rows ${picked.join(' and ')} are both picked; pick one of them`)
  const cells = rows.map((row, index) =>
    (['when', 'then'] as const).map((name) => {
      const here = `${path}, row ${index + 1}`
      const children = readLine(row[name], here, reading, `“${name}”`)
      if (children.length === 0) throw new BodyError(here, `“${name}” is empty; write it or remove the row`)
      return children
    }),
  )
  return container('decision', { title: textOf(fields, 'title', path), pick: picked[0] ? String(picked[0]) : null }, [
    tableOf([head, ...cells]),
  ])
}

const tableOf = (rows: PhrasingContent[][][]): Table => ({
  type: 'table',
  align: [null, null],
  children: rows.map((cells) => ({
    type: 'tableRow',
    children: cells.map((children) => ({ type: 'tableCell', children })),
  })),
})

/** The one table of its editor, around which empty paragraphs are noise. */
export function readCaptioned(fields: Json, path: string, reading: Reading): ContainerDirective {
  const nodes = rootNodesOf(fields.table, path).filter(
    (node) => node.type !== 'paragraph' || readPhrasing(nodesOf(node, path), path, reading).length > 0,
  )
  const [table, ...others] = nodes
  if (table === undefined) throw new BodyError(path, 'it has no table; add one or remove the block')
  const other = table.type === 'table' ? others[0] : table
  if (other !== undefined) throw new BodyError(path, 'it holds more than one table; move the rest out of it')
  const scope = fields.rowHeads === true ? 'row' : null
  return container('table', { caption: textOf(fields, 'caption', path), scope }, [readTable(table, path, reading)])
}

export function readPullquote(fields: Json, path: string, reading: Reading): ContainerDirective {
  const children = readLine(fields.text, path, reading, 'a pull quote')
  if (children.length === 0) throw new BodyError(path, 'it is empty; write its sentence or remove it')
  return container('pullquote', {}, [{ type: 'paragraph', children }])
}

export function readFigures(fields: Json, path: string): ContainerDirective {
  const children = rowsOf(fields, 'figures', path).map((row, index) => {
    const here = `${path}, figure ${index + 1}`
    return leaf('figure', {
      value: needed(row, 'value', here, 'it has no value; write one such as “126 ms”'),
      label: needed(row, 'label', here, 'it does not say what it counts; write that in one line'),
      basis: textOf(row, 'basis', here),
    })
  })
  if (children.length === 0) throw new BodyError(path, 'it has no figures; add one or remove the block')
  return container('figures', { title: textOf(fields, 'title', path) }, children)
}

export function readSteps(fields: Json, path: string, reading: Reading): ContainerDirective {
  const children = rowsOf(fields, 'steps', path).map((row, index) => {
    const here = `${path}, step ${index + 1}`
    const title = needed(row, 'title', here, 'it has no title; say in one line what to do')
    return container('step', { title }, reading.blocksIn(row.body, here, 'aside'))
  })
  if (children.length === 0) throw new BodyError(path, 'it has no steps; add one or remove the block')
  return container('steps', { title: textOf(fields, 'title', path) }, children)
}

export function readDiagram(fields: Json, path: string, reading: Reading): ContainerDirective {
  const title = needed(fields, 'title', path, 'it has no title; say in one line what it shows')
  const value = cleanText(needed(fields, 'source', path, 'it has no text to draw; write it in Mermaid syntax'))
  const description = rootNodesOf(fields.description, path).flatMap((block): Paragraph[] => {
    if (block.type !== 'paragraph') {
      throw new BodyError(path, `its description holds paragraphs only, not “${String(block.type)}”; write it as text`)
    }
    const children = readPhrasing(nodesOf(block, path), path, reading)
    return children.length === 0 ? [] : [{ type: 'paragraph', children }]
  })
  if (description.length === 0) {
    throw new BodyError(path, 'it has no long description; say in words everything that the drawing says')
  }
  return container('diagram', { title }, [{ type: 'code', lang: 'mermaid', meta: null, value }, ...description])
}

/** What is filled in beside a chosen article is hidden in the editor, and left out. */
export function readCard(fields: Json, path: string, reading: Reading): LeafDirective {
  const { article } = fields
  if (article !== undefined && article !== null && article !== '') {
    return leaf('card', { to: readReference(article, fields, path, reading.articleRef) })
  }
  const url = textOf(fields, 'url', path)?.trim() ?? null
  if (url === null) throw new BodyError(path, 'it leads nowhere; choose an article or give an address')
  const problem = webAddressProblem(url)
  if (problem !== null) throw new BodyError(path, problem)
  return leaf('card', {
    url,
    title: needed(fields, 'title', path, 'it has no title; say what the page is called'),
    description: textOf(fields, 'description', path),
    publisher: textOf(fields, 'publisher', path),
  })
}
