import type { Element, Root } from 'hast'
import { toJsxRuntime } from 'hast-util-to-jsx-runtime'
import { Fragment, jsx, jsxs } from 'react/jsx-runtime'
import { bodyToHast, type Highlight, type References } from '#publication/article/index.ts'
import type { Current } from '#publication/edition/index.ts'

/** What the body refers to, from the record that carries it. */
function referencesOf(article: Pick<Current, 'topics' | 'authors' | 'media' | 'articles'>): References {
  return {
    topics: new Map(article.topics.map((topic) => [topic.id, topic])),
    authors: new Map(article.authors.map((author) => [author.id, author])),
    media: new Map(article.media.map((media) => [media.id, media])),
    articles: new Map(article.articles.map((linked) => [linked.id, linked])),
  }
}

const isNotes = (node: Root['children'][number]): node is Element =>
  node.type === 'element' && Array.isArray(node.properties.className) && node.properties.className.includes('footnotes')

const toReact = (children: Root['children']) => toJsxRuntime({ type: 'root', children }, { Fragment, jsx, jsxs })

/**
 * The body as sanitised React nodes: the text, and apart from it the notes (null when there are none).
 * @param highlight colours its code; without it code is plain
 */
export function articleBody(
  article: Pick<Current, 'body' | 'topics' | 'authors' | 'media' | 'articles'>,
  highlight: Highlight | undefined,
) {
  const { children } = bodyToHast(article.body, referencesOf(article), highlight ? { highlight } : {})
  const notes = children.filter(isNotes).flatMap((node) => node.children)
  return {
    text: toReact(children.filter((node) => !isNotes(node))),
    notes: notes.length > 0 ? toReact(notes) : null,
  }
}
