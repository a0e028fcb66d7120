import { renderMermaidSVG } from 'beautiful-mermaid'
import type { Element } from 'hast'
import { LRUCache } from 'lru-cache'
import { flowchartOf } from './flowchart.ts'
import { type DiagramProblem, type Line, most, type Order, Refusal, refuseDirectives } from './line.ts'
import { sequenceOf } from './sequence.ts'
import { statesOf } from './state.ts'
import { svgOf } from './svg.ts'

type Outcome = { svg: Element; problem: null } | { svg: null; problem: DiagramProblem }

const drawn = new LRUCache<string, Outcome>({ max: 200 })

const elsewhere =
  /^(?:classDiagram|erDiagram|gantt|pie|journey|gitGraph|mindmap|timeline|quadrantChart|xychart|sankey|block|C4|architecture|kanban|packet|requirement|zenuml|radar|treemap)/

function readerOf(first: Line): (lines: [Line, ...Line[]], order: Order) => string {
  const { text } = first
  refuseDirectives(first)
  if (/^(?:flowchart|graph)\b/.test(text)) return flowchartOf
  if (text === 'sequenceDiagram') return sequenceOf
  if (/^stateDiagram(?:-v2)?$/.test(text)) return statesOf
  const [known] = elsewhere.exec(text) ?? []
  const kinds = 'flowchart TD, flowchart LR, sequenceDiagram or stateDiagram-v2'
  throw new Refusal(first, known ? `“${known}” is not drawn here; use ${kinds}` : `begin with ${kinds}`)
}

/** The source as the renderer takes it; anything that it would pass over in silence is refused. */
function readSource(source: string, order: Order): string {
  const rows = source.split('\n')
  const lines = rows.flatMap((row, index): Line[] => {
    const text = row.trim()
    return text === '' || /^%%(?!\{)/.test(text) ? [] : [{ number: index + 1, text }]
  })
  const [first, ...rest] = lines
  if (!first) throw new Refusal({ number: 1, text: '' }, 'the diagram is empty; begin with flowchart TD')
  if (source.length > most.characters || lines.length > most.lines) {
    throw new Refusal(
      first,
      `a diagram has at most ${most.lines} lines and ${most.characters} characters; make two of it`,
    )
  }
  return readerOf(first)([first, ...rest], order)
}

const inOrder: Order = (keys) => keys
const reversed: Order = (keys) => keys.toReversed()

function draw(source: string): Outcome {
  let problem: DiagramProblem = {
    line: 1,
    message: 'this cannot be laid out; order its lines otherwise, or take out what leads to itself',
  }
  // The layout of about one diagram in a hundred fails for no fault of its own; most of them can be had from the back.
  for (const order of [inOrder, reversed]) {
    try {
      const markup = renderMermaidSVG(readSource(source, order), { padding: 12, nodeSpacing: 28, layerSpacing: 44 })
      return { svg: svgOf(markup), problem: null }
    } catch (error) {
      if (!(error instanceof Refusal)) continue
      problem = error.problem
      break
    }
  }
  return { svg: null, problem }
}

function outcomeOf(source: string): Outcome {
  const outcome = drawn.get(source) ?? draw(source)
  drawn.set(source, outcome)
  return outcome
}

/**
 * What keeps a Mermaid source from being drawn as it is written, or null. Flowcharts, sequences and states are drawn.
 * Strict: a line that the renderer would pass over, colours, links and anything that cannot be read is refused.
 */
export const diagramProblem = (source: string): DiagramProblem | null => outcomeOf(source).problem

/**
 * A Mermaid source as SVG: shapes, lines and text with classes, without styles, scripts, links and ids of its own.
 * Null when it has a problem.
 * @param ids.title given to the SVG's title @param ids.description of the element that describes it, elsewhere
 */
export function diagramSvg(source: string, title: string, ids: { title: string; description: string }): Element | null {
  const { svg } = outcomeOf(source)
  if (svg === null) return null
  const name: Element = {
    type: 'element',
    tagName: 'title',
    properties: { id: ids.title },
    children: [{ type: 'text', value: title }],
  }
  const properties = { ...svg.properties, role: 'img', ariaLabelledBy: [ids.title], ariaDescribedBy: [ids.description] }
  return { ...svg, properties, children: [name, ...structuredClone(svg.children)] }
}
