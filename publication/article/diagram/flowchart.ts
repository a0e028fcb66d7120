import { type Line, labelOf, most, name, type Order, Refusal, refuseDirectives } from './line.ts'

const directions = 'TB|TD|BT|LR|RL'
const header = new RegExp(`^(?:flowchart|graph)(?:\\s+(${directions}))?$`)
const direction = new RegExp(`^direction\\s+(${directions})$`)
const id = new RegExp(`^${name}`, 'u')
const subgraph = new RegExp(`^subgraph\\s+(?:(${name})\\s*\\[(.+)\\]|(.+))$`, 'u')

/** How a node is written, the longest sign first; the drawing has no other shapes. */
const shapes: [open: string, close: string][] = [
  ['(((', ')))'],
  ['([', '])'],
  ['((', '))'],
  ['[[', ']]'],
  ['[(', ')]'],
  ['[/', '\\]'],
  ['[\\', '/]'],
  ['{{', '}}'],
  ['>', ']'],
  ['[', ']'],
  ['(', ')'],
  ['{', '}'],
]

const arrow = /^(<)?(-{2,}>|-{3,}|-\.+->|-\.+-|={2,}>|={3,})(?:\|([^|]*)\|)?/
const worded =
  /^(<)?(?:--\s*([^->|].*?)\s*(-{2,}>|-{3,})|-\.\s*([^-.>|].*?)\s*(\.+->|\.+-)|==\s*([^=>|].*?)\s*(={2,}>|={3,}))/

type Group = { label: string; direction: string | null; members: string[]; groups: Group[]; line: Line }
type Node = { shape: readonly [string, string]; label: string; isNamed: boolean }
type Chart = { nodes: Map<string, Node>; placed: Map<string, Group>; groupIds: Set<string>; links: string[] }

const kindOf = (sign: string): string => (sign.includes('=') ? '==' : sign.includes('.') ? '-.-' : '--')

/** The renderer's own sign for a link of this look: line, dots or thick, with heads or without. */
function signOf(start: string | undefined, sign: string): string {
  const isLed = sign.endsWith('>')
  const kind = kindOf(sign)
  return `${start ?? ''}${isLed ? `${kind}>` : kind === '--' ? '---' : kind === '==' ? '===' : kind}`
}

function shapeAt(rest: string, line: Line): { shape: readonly [string, string]; label: string; length: number } | null {
  if (rest.startsWith('@{'))
    throw new Refusal(line, '“@{…}” is not drawn; use [words], (words), {words} and their like')
  const found = shapes.find(([open]) => rest.startsWith(open))
  if (!found) return null
  const [open, close] = found
  const quoted = /^\s*"([^"]*)"\s*/.exec(rest.slice(open.length))
  const from = open.length + (quoted?.[0].length ?? 0)
  const end = rest.indexOf(close, from)
  if (end < 0 || (quoted && end !== from)) {
    const slanted = open.startsWith('[/') || open.startsWith('[\\')
    const advice = slanted ? 'slanted boxes are [/words\\] or [\\words/]' : `close it with “${close}”`
    throw new Refusal(line, `“${open}” is not closed; ${advice}`)
  }
  const words = quoted?.[1] ?? rest.slice(open.length, end)
  if (!quoted && /["()[\]{}|]/.test(words)) {
    throw new Refusal(line, `put words that have brackets in quotation marks: ${open}"${words.slice(0, 40)}"${close}`)
  }
  return { shape: found, label: labelOf(words, line), length: end + close.length }
}

class Reader {
  rest: string
  readonly line: Line
  readonly chart: Chart
  readonly group: Group | undefined

  constructor(line: Line, chart: Chart, group: Group | undefined) {
    this.line = line
    this.rest = line.text
    this.chart = chart
    this.group = group
  }

  take(length: number): void {
    this.rest = this.rest.slice(length).trimStart()
  }

  fail(): never {
    const where = this.rest.slice(0, 30)
    if (this.rest.startsWith(':::')) throw new Refusal(this.line, '“:::” gives a class; colours are those of the site')
    if (this.rest.startsWith(';')) throw new Refusal(this.line, 'one statement a line, and no “;” behind it')
    if (/^(?:[ox]?--[ox]|[ox]--|~~~)/.test(this.rest)) {
      throw new Refusal(this.line, `“${where}” is not drawn; links are -->, ---, -.->, ==> and <-->`)
    }
    throw new Refusal(this.line, where === '' ? 'this line ends too early' : `“${where}” is not understood here`)
  }

  node(): string {
    const [key] = id.exec(this.rest) ?? []
    if (!key) this.fail()
    if (key === 'end') throw new Refusal(this.line, '“end” closes a subgraph; call the node something else')
    const found = shapeAt(this.rest.slice(key.length), this.line)
    this.rest = this.rest.slice(key.length + (found?.length ?? 0))
    if (this.rest.startsWith(':::')) this.fail()
    this.rest = this.rest.trimStart()
    const { nodes, placed } = this.chart
    const known = nodes.get(key)
    if (found && known?.isNamed && known.label !== found.label) {
      throw new Refusal(this.line, `“${key}” has another label above; a node has one`)
    }
    if (found) nodes.set(key, { ...found, isNamed: true })
    else if (!known) nodes.set(key, { shape: ['[', ']'], label: labelOf(key, this.line), isNamed: false })
    if (this.group && !placed.has(key)) {
      placed.set(key, this.group)
      this.group.members.push(key)
    }
    return key
  }

  nodes(): string[] {
    const keys = [this.node()]
    while (this.rest.startsWith('&')) {
      this.take(1)
      keys.push(this.node())
    }
    return keys
  }

  link(): string {
    const plain = arrow.exec(this.rest)
    const between = plain ? null : worded.exec(this.rest)
    const found = plain ?? between
    if (!found) this.fail()
    const sign = plain?.[2] ?? between?.[3] ?? between?.[5] ?? between?.[7] ?? ''
    if (found[1] && !sign.endsWith('>')) this.fail()
    this.take(found[0].length)
    const words = (plain ? plain[3] : (between?.[2] ?? between?.[4] ?? between?.[6]))?.trim()
    const label = words ? `|${labelOf(words.replace(/^"(.*)"$/, '$1'), this.line, 22)}|` : ''
    return `${signOf(found[1], sign)}${label}`
  }

  statement(): void {
    let from = this.nodes()
    while (this.rest !== '') {
      const link = this.link()
      const to = this.nodes()
      this.chart.links.push(...from.flatMap((a) => to.map((b) => `${a}\t${link}\t${b}`)))
      if (this.chart.links.length > most.links) {
        throw new Refusal(this.line, `more than ${most.links} links cannot be read; make two diagrams of it`)
      }
      from = to
    }
  }
}

function openGroup(line: Line, chart: Chart): Group {
  const [, key, label = '', words = ''] = subgraph.exec(line.text) ?? []
  if (!key && !words) throw new Refusal(line, 'a subgraph has a name: subgraph Name')
  const own = (key ? label : words).trim().replace(/^"(.*)"$/, '$1')
  if (!key && /["()[\]{}|]/.test(own)) throw new Refusal(line, 'write subgraph name ["its words"]')
  chart.groupIds.add(key ?? own)
  return { label: labelOf(own, line, 60).replaceAll('<br>', ' '), direction: null, members: [], groups: [], line }
}

/**
 * A flowchart as the renderer takes it: nodes first, each once with its label and in its subgraph, then the links. The
 * renderer itself forgets labels that come late and misreads `A-->B[words]`.
 * @throws Refusal
 */
export function flowchartOf([first, ...lines]: [Line, ...Line[]], order: Order): string {
  const [isHeader, way] = header.exec(first.text) ?? []
  if (!isHeader || !way) throw new Refusal(first, 'begin with flowchart TD (downwards) or flowchart LR (to the right)')
  const chart: Chart = { nodes: new Map(), placed: new Map(), groupIds: new Set(), links: [] }
  const roots: Group[] = []
  const open: Group[] = []
  for (const { number, text } of lines) {
    const line = { number, text: text.replace(/\s*;$/, '') }
    refuseDirectives(line)
    const group = open.at(-1)
    const [, turned] = direction.exec(line.text) ?? []
    if (/^subgraph\b/.test(line.text)) {
      const inner = openGroup(line, chart)
      ;(group?.groups ?? roots).push(inner)
      open.push(inner)
      if (open.length > most.depth) {
        throw new Refusal(line, `more than ${most.depth} subgraphs one in another cannot be read; take some out`)
      }
    } else if (line.text === 'end') {
      if (!open.pop()) throw new Refusal(line, 'there is no subgraph to end here')
    } else if (turned) {
      if (!group) throw new Refusal(line, 'the direction of the whole stands in its first line')
      group.direction = turned
    } else new Reader(line, chart, group).statement()
    if (chart.nodes.size > most.nodes) {
      throw new Refusal(line, `more than ${most.nodes} nodes cannot be read; make two diagrams of it`)
    }
  }
  const unclosed = open.at(-1)
  if (unclosed) throw new Refusal(unclosed.line, 'this subgraph is not ended; write end below its last line')
  if (chart.nodes.size === 0) throw new Refusal(first, 'the flowchart is empty; write A --> B below its first line')
  const clash = lines.find(
    ({ text }) =>
      !text.startsWith('subgraph') && [...chart.groupIds].some((key) => chart.nodes.has(key) && text.includes(key)),
  )
  if (clash) throw new Refusal(clash, 'links lead to nodes, not to subgraphs; lead it to a node inside')
  return written(way, chart, roots, order)
}

function written(way: string, chart: Chart, roots: Group[], order: Order): string {
  const numbers = new Map([...chart.nodes.keys()].map((key, index) => [key, `n${index}`]))
  const nodeLine = (key: string): string => {
    const node = chart.nodes.get(key)
    return node ? `${numbers.get(key)}${node.shape[0]}${node.label}${node.shape[1]}` : ''
  }
  let groups = 0
  const groupLines = (group: Group): string[] => {
    if (group.members.length === 0 && group.groups.length === 0) {
      throw new Refusal(group.line, 'this subgraph is empty; put a node into it or take it away')
    }
    groups += 1
    return [
      `subgraph g${groups} [${group.label}]`,
      ...(group.direction ? [`direction ${group.direction}`] : []),
      ...group.groups.flatMap(groupLines),
      ...order(group.members).map(nodeLine),
      'end',
    ]
  }
  const loose = [...chart.nodes.keys()].filter((key) => !chart.placed.has(key))
  const links = chart.links.map((link) => {
    const [from = '', sign = '', to = ''] = link.split('\t')
    return `${numbers.get(from)} ${sign} ${numbers.get(to)}`
  })
  return [`flowchart ${way}`, ...roots.flatMap(groupLines), ...order(loose).map(nodeLine), ...links].join('\n')
}
