import { drizzle } from 'drizzle-orm/node-postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { articles, beamOver, type Current, drawingAt, isUndrawn, rebuild, topicAt } from '#publication/edition/index.ts'
import { plateSpecOf, plateSvg } from '#publication/plate/index.ts'
import { bodyOf, context } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { linkedIn } from './linked.ts'

let publication: TestPublication
let { write, update, publicOf } = {} as ReturnType<typeof linkedIn>
beforeAll(async () => {
  publication = await openPublication()
  ;({ write, update, publicOf } = linkedIn(publication))
}, 120_000)
afterAll(() => publication?.close())

const formats = ['3x2', '1x1', 'wide'] as const
const broken = (count: number) =>
  bodyOf(
    Array.from({ length: count }, (_, at) => `:::break{#b${at + 1} title="Break ${at + 1}"}\nSo.\n:::`).join('\n\n'),
  )

async function plateOf(slug: string): Promise<NonNullable<Current['plate']>> {
  const { plate } = await publicOf(slug)
  if (!plate) throw new Error(`${slug} has no plate`)
  return plate
}

const inRebuild = (redraw?: { isRedraw: boolean }) =>
  drizzle({ client: publication.owner }).transaction((tx) => rebuild(tx, redraw))

describe('the plate of an article', () => {
  it('is kept with its publication, as the article has breaks and holds, under a hash of what it is', async () => {
    const { slug } = await write({ body: broken(3) })
    const article = await publicOf(slug)
    const plate = await plateOf(slug)
    const load = article.topics[0]?.loadCase ?? 'column'
    const spec = plateSpecOf({ slug, load, findings: article.findings, cover: article.cover })
    expect(spec).toMatchObject({ breaks: 3, holds: 0, open: 3 })
    expect(plate).toMatchObject({ ground: 'red', alt: expect.stringContaining('3 openings') })
    for (const format of formats) {
      expect(plate[format]).toMatch(new RegExp(`^/plates/${slug}\\.[0-9a-f]{8}\\.${format}\\.svg$`))
      expect(await drawingAt(plate[format])).toBe(plateSvg(spec, format))
    }
  })

  it('stays when only words change, and is another one when a break comes; the one of before stays readable', async () => {
    const { id, slug } = await write({ body: broken(2) })
    const before = await plateOf(slug)
    await update(id, { deck: 'Another sentence.', _status: 'published' })
    expect(await plateOf(slug)).toEqual(before)
    await update(id, { body: broken(3), _status: 'published' })
    const after = await plateOf(slug)
    for (const format of formats) {
      expect(after[format]).not.toBe(before[format])
      expect(await drawingAt(before[format])).toContain('<svg')
    }
  })

  it('is turned with the sheet, and is calm when it is to be', async () => {
    const { id, slug } = await write({ body: broken(2) })
    const seen = [await plateOf(slug)]
    for (const cover of [
      { variant: 1, calm: false },
      { variant: 1, calm: true },
    ]) {
      await update(id, { cover, _status: 'published' })
      seen.push(await plateOf(slug))
    }
    expect(new Set(seen.map((plate) => plate['3x2'])).size).toBe(3)
    await update(id, { cover: { variant: 0, calm: false }, _status: 'published' })
    expect(await plateOf(slug)).toEqual(seen[0])
  })

  it('follows the load case of its first topic, without an edition', async () => {
    const { slug } = await write({ body: broken(2) })
    const before = await publicOf(slug)
    const name = before.topics[0]?.slug ?? ''
    const { docs } = await publication.payload.find({ collection: 'topics', where: { slug: { equals: name } } })
    const sheetsOf = async () => {
      const found = await topicAt(name)
      return found.kind === 'current' ? found.value.sheets : null
    }
    const sheets = await sheetsOf()
    await publication.payload.update({
      collection: 'topics',
      id: docs[0]?.id ?? 0,
      data: { loadCase: before.topics[0]?.loadCase === 'lap' ? 'cyclic' : 'lap' },
      context,
    })
    const after = await publicOf(slug)
    expect(after.edition).toBe(before.edition)
    expect(after.plate?.['3x2']).not.toBe(before.plate?.['3x2'])
    expect(await sheetsOf()).not.toEqual(sheets)
    expect(await drawingAt((await sheetsOf())?.sheet ?? '')).toContain('<svg')
  })

  it('is left as it was drawn when the generator has changed, until it is asked to draw again', async () => {
    const { slug } = await write({ body: broken(4) })
    const drawn = await plateOf(slug)
    // As a generator of before would have left it.
    const old = drawn['1x1'].replace(/\.[0-9a-f]{8}\./, '.00000000.')
    await publication.owner.query("update publication.plates set path = $2, svg = '<svg/>' where path = $1", [
      drawn['1x1'],
      old,
    ])
    await inRebuild()
    expect((await plateOf(slug))['1x1']).toBe(old)
    await inRebuild({ isRedraw: true })
    expect(await plateOf(slug)).toEqual(drawn)
    expect(await drawingAt(old)).toBe('<svg/>')
    await inRebuild()
    expect(await plateOf(slug)).toEqual(drawn)
  })

  it('cannot be changed by the login that draws', async () => {
    const { slug } = await write({ body: broken(1) })
    const { default: pg } = await import('pg')
    const app = new pg.Pool({ connectionString: publication.urls.app, max: 1 })
    const path = (await plateOf(slug))['3x2']
    await expect(app.query("update publication.plates set svg = '' where path = $1", [path])).rejects.toThrow(
      /permission denied/,
    )
    await expect(app.query('delete from publication.plates where path = $1', [path])).rejects.toThrow(
      /permission denied/,
    )
    await app.end()
  })
})

describe('the beam', () => {
  const beam = async () => beamOver((await articles({ limit: 24 })).items)

  it('is there for whatever is public now, after a publication, a revision, another date and a withdrawal', async () => {
    const seen: unknown[] = [await beam()]
    const { id } = await write({ body: broken(5) })
    seen.push(await beam())
    await update(id, { body: broken(6), _status: 'published' })
    seen.push(await beam())
    await update(id, { publishedAt: '2001-01-01T00:00:00.000Z', _status: 'published' })
    seen.push(await beam())
    for (const each of seen) expect(each).not.toBeNull()
    expect(new Set(seen.map((each) => JSON.stringify(each))).size).toBe(4)
    await update(id, { _status: 'draft' })
    expect(await beam()).toEqual(seen[0])
  })
})

describe('rows of before', () => {
  it('are seen to have no drawing, and a rebuild draws them', async () => {
    const { slug } = await write({ body: broken(2) })
    const drawn = await plateOf(slug)
    const database = drizzle({ client: publication.owner })
    expect(await database.transaction(isUndrawn)).toBe(false)
    await publication.owner.query('update publication.current set plate = null where slug = $1', [slug])
    expect((await publicOf(slug)).plate).toBeNull()
    expect(await database.transaction(isUndrawn)).toBe(true)
    await inRebuild()
    expect(await plateOf(slug)).toEqual(drawn)
    expect(await database.transaction(isUndrawn)).toBe(false)
  })
})
