import type { Root } from 'hast'
import { toJsxRuntime } from 'hast-util-to-jsx-runtime'
import { Fragment, jsx, jsxs } from 'react/jsx-runtime'
import { bodyToHast, type Highlight, notesApart, type References, withAnchors } from '#publication/article/index.ts'
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

/** Sanitised nodes as React shows them. */
export const toReact = (children: Root['children']) => toJsxRuntime({ type: 'root', children }, { Fragment, jsx, jsxs })

/**
 * The body as sanitised React nodes, each heading and finding with a link to itself, each note beside its reference as
 * well, and the notes apart.
 * @param highlight colours its code; without it code is plain
 */
export function articleBody(
  article: Pick<Current, 'body' | 'topics' | 'authors' | 'media' | 'articles'>,
  highlight: Highlight | undefined,
) {
  const tree = bodyToHast(article.body, referencesOf(article), highlight ? { highlight } : {})
  const { text, notes } = notesApart(withAnchors(tree))
  return { text: toReact(text.children), notes }
}
