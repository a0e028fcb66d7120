import { drizzle } from 'drizzle-orm/node-postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { presentArticle, wholeView } from '#publication/contract/index.ts'
import { articleAt, rebuild } from '#publication/edition/index.ts'
import { bodyOf } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { linkedIn } from './linked.ts'

let publication: TestPublication
let { write, linking, rowOf, owed, referring, carding, update } = {} as ReturnType<typeof linkedIn>
beforeAll(async () => {
  publication = await openPublication()
  ;({ write, linking, rowOf, owed, referring, carding, update } = linkedIn(publication))
}, 120_000)
afterAll(() => publication?.close())

const site = 'http://localhost:3999'

describe('a link to an article', () => {
  it('is by reference, whether it was chosen or typed: as a path, as a whole address, or as one of before', async () => {
    const target = await write()
    await update(target.id, { slug: `${target.slug}-b`, _status: 'published' })
    const chosen = await write({ body: referring(target, 'b1') })
    const typed = await linking(
      `[one](/articles/${target.slug}-b) [two](/articles/${target.slug}#b1) [three](${site}/articles/${target.slug}#b7)`,
    )
    for (const linker of [chosen, typed]) expect((await rowOf(linker))?.link_ids).toEqual([target.publicId])
    const path = `/articles/${target.slug}-b`
    expect((await rowOf(chosen))?.html).toContain(`<a href="${path}#b1">the other</a>`)
    const { html, markdown } = (await rowOf(typed)) ?? {}
    // A finding that the article does not have is no place to lead to.
    for (const link of [`href="${path}">one`, `href="${path}#b1">two`, `href="${path}">three`])
      expect(html).toContain(link)
    for (const link of [`[one](${path})`, `[two](${path}#b1)`, `[three](${path})`]) expect(markdown).toContain(link)
  })

  it('to nothing of ours stays what it is', async () => {
    const linker = await linking(`[a](/articles/never-was) [b](/about) [c](https://example.org/articles/x)`)
    const row = await rowOf(linker)
    expect(row?.link_ids).toEqual([])
    for (const url of ['/articles/never-was', '/about', 'https://example.org/articles/x'])
      expect(row?.html).toContain(`href="${url}"`)
  })

  it('follows a rename, in the row, on the page and at the API, without an edition', async () => {
    const target = await write()
    const linker = await linking(`See [the other](/articles/${target.slug}#b1).`)
    const before = await rowOf(linker)
    await update(target.id, { slug: `${target.slug}-b`, _status: 'published' })
    const after = await rowOf(linker)
    expect(after?.number).toBe(1)
    expect(after?.html).toBe(before?.html.replace(`${target.slug}#b1`, `${target.slug}-b#b1`))
    const { tags, paths } = await owed()
    expect(tags).toContain(`article:${linker.publicId}`)
    expect(paths).toContain(`/articles/${linker.slug}`)
    const found = await articleAt(linker.slug)
    if (found.kind !== 'current') throw new Error('not public')
    const path = `/articles/${target.slug}-b`
    expect(found.value.articles).toEqual([
      {
        id: target.publicId,
        path,
        title: target.title,
        deck: 'What is at stake.',
        findings: [{ id: 'b1', title: 'It breaks' }],
      },
    ])
    for (const format of ['mdast', 'html', 'markdown'] as const) {
      const { body } = presentArticle(found.value, { ...wholeView, format }, site)
      expect(JSON.stringify(body), format).toContain(`${site}${path}#b1`)
      expect(JSON.stringify(body), format).not.toContain('article:')
    }
  })

  it('is left alone when its target is revised without a change of title, deck or findings', async () => {
    const target = await write()
    const linker = await linking(`See [the other](/articles/${target.slug}).`)
    await update(target.id, {
      body: bodyOf('Rewritten.\n\n:::break{#b1 title="It breaks"}\nSo.\n:::'),
      _status: 'published',
    })
    expect((await owed()).tags).toContain(`article:${target.publicId}`)
    expect((await owed()).tags).not.toContain(`article:${linker.publicId}`)
    await update(target.id, { title: 'Another title', _status: 'published' })
    expect((await owed()).tags).toContain(`article:${linker.publicId}`)
  })

  it('to a finding leads to the article alone once the finding is gone', async () => {
    const target = await write()
    const linker = await linking(`See [the other](/articles/${target.slug}#b1).`)
    await update(target.id, { body: bodyOf('Nothing breaks.'), _status: 'published' })
    expect((await rowOf(linker))?.html).toContain(`href="/articles/${target.slug}">`)
  })

  it('to a draft is words until the draft is public, and again when it is withdrawn', async () => {
    const target = await write({}, 'draft')
    const linkers = [
      await write({ body: referring(target) }),
      await linking(`See [the other](/articles/${target.slug}).`),
    ]
    for (const linker of linkers) {
      expect(await rowOf(linker)).toMatchObject({ html: '<p>See the other.</p>', link_ids: [target.publicId] })
      expect((await rowOf(linker))?.markdown).toMatch(/\n\nSee the other\.\n$/)
    }
    await update(target.id, { _status: 'published' })
    const { tags } = await owed()
    for (const linker of linkers) {
      expect(tags).toContain(`article:${linker.publicId}`)
      expect((await rowOf(linker))?.html).toBe(`<p>See <a href="/articles/${target.slug}">the other</a>.</p>`)
    }
    await update(target.id, { _status: 'draft', withdrawThoughLinked: true })
    expect((await owed()).tags).toEqual(expect.arrayContaining(linkers.map(({ publicId }) => `article:${publicId}`)))
    for (const linker of linkers) expect((await rowOf(linker))?.html).toBe('<p>See the other.</p>')
  })

  it.each(['#intro', '?from=a', '/', '/#b1'])(
    'to a draft is words also with %s behind it; to what is public it leads there',
    async (end) => {
      const draft = await write({}, 'draft')
      for (const start of ['', 'http://LOCALHOST:3999']) {
        const linker = await linking(`See [the other](${start}/articles/${draft.slug}${end}).`)
        expect((await rowOf(linker))?.html).toBe('<p>See the other.</p>')
      }
      const target = await write()
      const linker = await linking(`See [the other](/articles/${target.slug}${end}).`)
      expect((await rowOf(linker))?.html).toContain(`href="/articles/${target.slug}${end.replace('/', '')}"`)
    },
  )

  it('to the article itself leads to where the article is', async () => {
    const own = await write({
      slug: 'it-names-itself',
      body: bodyOf('[Here](/articles/it-names-itself#b1).\n\n:::break{#b1 title="B"}\n:::'),
    })
    expect(await rowOf(own)).toMatchObject({ link_ids: [own.publicId] })
    expect((await rowOf(own))?.html).toContain('href="/articles/it-names-itself#b1"')
    await update(own.id, { slug: 'it-names-itself-anew', _status: 'published' })
    expect((await rowOf(own))?.html).toContain('href="/articles/it-names-itself-anew#b1"')
  })
})

describe('a card of an article', () => {
  it('is a card of a page elsewhere for whoever is elsewhere, and vanishes with its article', async () => {
    const target = await write({ deck: 'd'.repeat(500) })
    const linker = await write({ body: carding(target) })
    const found = await articleAt(linker.slug)
    if (found.kind !== 'current') throw new Error('not public')
    const { body } = presentArticle(found.value, wholeView, site)
    expect((body as { children: unknown[] }).children[1]).toMatchObject({
      name: 'card',
      attributes: { url: `${site}/articles/${target.slug}`, title: target.title, description: `${'d'.repeat(399)}…` },
    })
    const markdown = presentArticle(found.value, { ...wholeView, format: 'markdown' }, site).body
    expect(markdown).toContain(`::card{url="${site}/articles/${target.slug}"`)
    expect((await rowOf(linker))?.markdown).toContain(`::card{to="/articles/${target.slug}"}`)
    await update(target.id, { _status: 'draft', withdrawThoughLinked: true })
    expect((await rowOf(linker))?.markdown).not.toContain('card')
  })
})

it('two articles that link to each other are published at once, however often', async () => {
  const [one, two] = [await write(), await write()]
  await update(one.id, { body: referring(two), _status: 'published' })
  await update(two.id, { body: referring(one), _status: 'published' })
  for (let round = 1; round <= 8; round += 1) {
    await Promise.all([one, two].map(({ id, slug }) => update(id, { slug: `${slug}-${round}`, _status: 'published' })))
    for (const [from, to] of [
      [one, two],
      [two, one],
    ] as const)
      expect((await rowOf(from))?.html).toContain(`href="/articles/${to.slug}-${round}"`)
  }
})

it('an article that is published while its target is renamed leads to where the target is', async () => {
  for (let round = 1; round <= 8; round += 1) {
    const [target, linker] = [await write(), await write()]
    await Promise.all([
      update(target.id, { slug: `${target.slug}-b`, _status: 'published' }),
      update(linker.id, { body: referring(target), _status: 'published' }),
    ])
    expect((await rowOf(linker))?.html).toContain(`href="/articles/${target.slug}-b"`)
  }
})

it('rows derived anew are what they were', async () => {
  const rows = async () => (await publication.owner.query('select * from publication.current order by article_id')).rows
  const before = await rows()
  await drizzle({ client: publication.owner }).transaction((tx) => rebuild(tx as never))
  expect(await rows()).toEqual(before)
  expect(before.length).toBeGreaterThan(10)
})
