import type { Element, ElementContent, Properties } from 'hast'

/** An element from its name, properties and children. */
export const element = (tagName: string, properties: Properties, children: ElementContent[] = []): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
})

export const textNode = (value: string): ElementContent => ({ type: 'text', value })

/** A paragraph of one class; nothing without words. */
export const labelled = (className: string, words: string | null | undefined): Element[] =>
  words ? [element('p', { className: [className] }, [textNode(words)])] : []

/** What the text calls a break or a hold. */
export const nameOf = (id: string): string => `${id.startsWith('b') ? 'Break' : 'Hold'} ${id.slice(1)}`
