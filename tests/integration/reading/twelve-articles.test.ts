import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import FeedParser from 'feedparser'
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { exportFolder } from '#payload/content/export-folder.ts'
import { importFolder } from '#payload/content/import-folder.ts'
import { bibtexCitation, cslCitation, parseDocument, plainCitation } from '#publication/article/index.ts'
import { articleCard, drawCard } from '#publication/card/index.ts'
import {
  articleAnswerSchema,
  presentArticle,
  presentEmbed,
  presentFeedBody,
  presentMarkdown,
  wholeView,
} from '#publication/contract/index.ts'
import { type Current, failuresByTitle, newestArticles } from '#publication/edition/index.ts'
import { failuresCsv } from '#publication/failures/index.ts'
import { articleEntry, renderFeed } from '#publication/feeds/index.ts'
import { articleGraph, graphText } from '#publication/graph/index.ts'
import { bibtexFields } from '#tests/support/bibtex.ts'
import { rowsOf } from '#tests/support/csv-rows.ts'
import { faultsIn } from '#tests/support/html-faults.ts'
import { keptHtml } from '#tests/support/kept-html.ts'
import { openPublication, type TestPublication } from '#tests/support/publication.ts'
import { hasProperty, knowsType } from '#tests/support/vocabulary.ts'
import { emptyFolder } from '../content/folders.ts'

const origin = 'https://example.org'
const seeds = resolve(import.meta.dirname, '../../../seeds')
const csl = z.fromJSONSchema(JSON.parse(readFileSync('tests/support/csl/csl-items.json', 'utf8')))
const site = { origin, name: 'What breaks. What holds.', deck: 'Architecture decisions.' }

let publication: TestPublication
let articles: readonly Current[] = []
beforeAll(async () => {
  publication = await openPublication()
  await importFolder(publication.payload, seeds, { actor: 'system:test' })
  articles = (await newestArticles({ limit: 30 })).newest
})
afterAll(() => publication?.close())

/** Every object that is typed, the inner ones too. */
function thingsIn(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(thingsIn)
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.values(value).flatMap(thingsIn)
  return '@type' in value ? [value as Record<string, unknown>, ...inner] : inner
}

async function titlesByEvents(text: string): Promise<unknown[]> {
  const parser = new FeedParser({ addmeta: false })
  const titles: unknown[] = []
  Readable.from([text]).pipe(parser)
  for await (const item of parser) titles.push(item.title)
  return titles
}

describe('the twelve articles, imported', () => {
  it('are public, all of them, and the same when they are brought again or come back from an export', async () => {
    expect(articles).toHaveLength(12)
    const bring = (folder: string) => importFolder(publication.payload, folder, { actor: 'system:test' })
    const out = resolve(await emptyFolder(), 'out')
    await exportFolder(publication.payload, out, [])
    for (const folder of [seeds, out])
      expect((await bring(folder)).articles.map(({ outcome }) => outcome)).toEqual(articles.map(() => 'unchanged'))
  })

  it('are HTML that keeps to the list of elements, attributes and addresses', () => {
    for (const article of articles) {
      expect(article.html, article.slug).toBe(keptHtml(article))
      for (const html of [article.html, presentFeedBody(article, origin)])
        expect(faultsIn(html), article.slug).toEqual([])
    }
  })

  it('are Markdown that says the same when it is read again', () => {
    for (const article of articles) {
      const shown = parseDocument(presentMarkdown(article, origin), article.slug)
      expect(shown, article.slug).toEqual(parseDocument(article.markdown, article.slug))
      expect([shown.title, shown.deck, shown.call]).toEqual([article.title, article.deck, article.call])
    }
  })

  it('are JSON as the contract promises it, with a body in each format', () => {
    for (const article of articles)
      for (const format of ['mdast', 'html', 'markdown', 'text'] as const) {
        const answer: unknown = JSON.parse(JSON.stringify(presentArticle(article, { ...wholeView, format }, origin)))
        expect(articleAnswerSchema.parse(answer), `${article.slug} ${format}`).toEqual(answer)
      }
  })

  it('are plain text that has the words of every finding', () => {
    for (const article of articles)
      for (const { title } of article.findings) expect(article.text, article.slug).toContain(title)
  })

  it('are feeds for two programs that are no kin of each other', async () => {
    const titles = articles.map(({ title }) => title)
    for (const format of ['rss', 'atom', 'json'] as const) {
      const text = renderFeed(
        {
          of: null,
          title: site.name,
          description: site.deck,
          home: `${origin}/`,
          self: `${origin}/feeds/all.${format}`,
          origin,
          publisher: site.name,
          hub: null,
          pages: { first: null, previous: null, next: null },
          entries: articles.map((article) => articleEntry(article, origin)),
        },
        format,
      )
      if (format === 'rss') expect(parseRssFeed(text).items?.map(({ title }) => title)).toEqual(titles)
      if (format === 'atom') expect(parseAtomFeed(text).entries).toHaveLength(12)
      if (format === 'json') expect(parseJsonFeed(text).items?.map(({ title }) => title)).toEqual(titles)
      else expect(await titlesByEvents(text)).toEqual(titles)
    }
  })

  it('are graphs of types and properties that schema.org has', () => {
    for (const article of articles) {
      const { '@graph': graph } = JSON.parse(graphText(articleGraph({ article, authors: [], site })))
      for (const thing of thingsIn(graph)) {
        const types = [thing['@type']].flat() as string[]
        for (const type of types) expect(knowsType(type), type).toBe(true)
        for (const property of Object.keys(thing).filter((name) => !/^@|^query-input$/.test(name)))
          expect(hasProperty(types, property), `${types}: ${property}`).toBe(true)
      }
    }
  })

  it('can be cited in each form', () => {
    for (const article of articles) {
      const cited = { ...article, publication: site.name, url: `${origin}${article.path}` }
      expect(plainCitation(cited)).toContain(article.title)
      expect(Object.keys(bibtexFields(bibtexCitation(cited)))).toEqual(expect.arrayContaining(['title', 'author']))
      expect(csl.safeParse(JSON.parse(cslCitation(cited))).error?.issues).toBeUndefined()
    }
  })

  it('are rows of the index, one for each break', async () => {
    const breaks = articles.flatMap(({ findings }) => findings.filter(({ kind }) => kind === 'break'))
    const { items } = await failuresByTitle({ limit: 200 })
    const [head, ...rows] = rowsOf(failuresCsv(items, origin))
    expect(rows).toHaveLength(breaks.length)
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([head?.length]))
  })

  it('have a card each, of the size that is promised and small', async () => {
    for (const article of articles) {
      const asked = { slug: article.slug, finding: null, maxWidth: 1200, maxHeight: 630 }
      const picture = await drawCard(articleCard(article))
      expect(await sharp(picture).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 })
      expect(picture.length, article.slug).toBeLessThan(100_000)
      expect(presentEmbed(article, asked, origin, site.name)).toMatchObject({ type: 'link', title: article.title })
    }
  }, 60_000)
})
