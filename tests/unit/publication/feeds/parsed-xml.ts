import { SaxesParser } from 'saxes'

/** `name` has the prefix that the document gives it. */
export type Element = { name: string; attributes: Record<string, string>; text: string; children: Element[] }

/** Reads XML with namespaces. @throws on anything that is not well-formed */
export function parsedXml(xml: string): Element {
  const root: Element = { name: '', attributes: {}, text: '', children: [] }
  const open = [root]
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) => {
    const attributes = Object.fromEntries(Object.entries(tag.attributes).map(([name, { value }]) => [name, value]))
    const element: Element = { name: tag.name, attributes, text: '', children: [] }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('text', (text) => {
    const last = open.at(-1)
    if (last) last.text += text
  })
  parser.on('closetag', () => void open.pop())
  parser.write(xml).close()
  const [only] = root.children
  if (!only) throw new Error('There is no element.')
  return only
}

export const all = ({ children }: Element, name: string): Element[] => children.filter((child) => child.name === name)

/** The text of the one child of that name. */
export function textIn(element: Element, name: string): string {
  const found = all(element, name)
  if (found.length !== 1) throw new Error(`There are ${found.length} of ${name}.`)
  return found[0]?.text ?? ''
}
