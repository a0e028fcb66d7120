import type { Element, ElementContent } from 'hast'
import { expect } from 'vitest'
import { diagramProblem, diagramSvg } from '#publication/article/index.ts'

export const ids = { title: 'diagram_1_title', description: 'diagram_1_text' }

/** A diagram that has no problem, as it is drawn. */
export function drawing(source: string): Element {
  expect(diagramProblem(source)).toBeNull()
  const svg = diagramSvg(source, 'T', ids)
  if (!svg) throw new Error('not drawn')
  return svg
}

const textOf = (node: ElementContent | Element): string =>
  'value' in node ? node.value : 'children' in node ? node.children.map((child) => textOf(child)).join('') : ''

/** What stands in the drawing, label by label; the rows of one label are joined by spaces. */
export function labelsIn(node: Element): string[] {
  return node.children.flatMap((child) => {
    if (child.type !== 'element' || child.tagName === 'title') return []
    if (child.tagName !== 'text') return labelsIn(child)
    return [child.children.map(textOf).join(' ')]
  })
}

export const classesIn = (node: Element): string[] => [
  ...((node.properties['className'] as string[] | undefined) ?? []),
  ...node.children.flatMap((child) => (child.type === 'element' ? classesIn(child) : [])),
]

export const flow = (...lines: string[]) => ['flowchart LR', ...lines].join('\n')
export const sequence = (...lines: string[]) => ['sequenceDiagram', ...lines].join('\n')
export const states = (...lines: string[]) => ['stateDiagram-v2', ...lines].join('\n')
