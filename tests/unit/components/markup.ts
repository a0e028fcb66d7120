import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'

type Node = DefaultTreeAdapterTypes.Node
export type Tag = { name: string; attributes: Record<string, string>; text: string }

const textOf = (node: Node): string =>
  'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''

function tagsIn(node: Node): Tag[] {
  const inner = 'childNodes' in node ? node.childNodes.flatMap(tagsIn) : []
  if (!('attrs' in node)) return inner
  const attributes = Object.fromEntries(node.attrs.map((attribute) => [attribute.name, attribute.value]))
  return [{ name: node.tagName, attributes, text: textOf(node) }, ...inner]
}

/** What a browser makes of a rendered component: every element in document order, and the text that is left. */
export function markup(element: ReactElement) {
  const html = renderToStaticMarkup(element)
  const tags = tagsIn(parse(`<!doctype html><html lang="en"><body>${html}</body></html>`))
  const named = (...names: string[]) => tags.filter((tag) => names.includes(tag.name))
  const withClass = (name: string) => tags.filter((tag) => tag.attributes['class']?.split(' ').includes(name))
  const levels = named('h1', 'h2', 'h3', 'h4').map((tag) => Number(tag.name.slice(1)))
  return { html, tags, named, withClass, levels, text: tags.find((tag) => tag.name === 'body')?.text ?? '' }
}
