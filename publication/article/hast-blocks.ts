import type { Element, ElementContent, Properties } from 'hast'

/** An element from its name, properties and children. */
export const element = (tagName: string, properties: Properties, children: ElementContent[] = []): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
})

export const textNode = (value: string): ElementContent => ({ type: 'text', value })

/** Whether an element has a class. */
export const hasClass = ({ properties }: Element, name: string): boolean =>
  Array.isArray(properties.className) && properties.className.includes(name)

/** The words of a node, without its marks. */
export const wordsIn = (node: ElementContent): string =>
  'value' in node ? node.value : 'children' in node ? node.children.map(wordsIn).join('') : ''

/** A paragraph of one class; nothing without words. */
export const labelled = (className: string, words: string | null | undefined): Element[] =>
  words ? [element('p', { className: [className] }, [textNode(words)])] : []

/** How a finding is called: `b3` is “Break 3”. */
export const findingName = (id: string): string => `${id.startsWith('b') ? 'Break' : 'Hold'} ${id.slice(1)}`
