import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { GET } from '#app/og/[...path]/route.ts'
import { drawShareImages } from '#payload/tasks/share-image.ts'
import { articleCard, cardPath, drawCard, findingCardIn, siteCard, topicCard } from '#publication/card/index.ts'
import { type Current, keepShareImage, rebuild, shareImageAt, topicAt } from '#publication/edition/index.ts'
import { bodyOf } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { linkedIn } from './linked.ts'

let publication: TestPublication
let app: pg.Pool
let { write, update, publicOf } = {} as ReturnType<typeof linkedIn>
beforeAll(async () => {
  publication = await openPublication()
  app = new pg.Pool({ connectionString: publication.urls.app, max: 1 })
  ;({ write, update, publicOf } = linkedIn(publication))
}, 120_000)
afterAll(async () => {
  await app?.end()
  await publication?.close()
})

const breaking = bodyOf(':::break{#b1 title="It breaks"}\nSo.\n:::')
const get = (path: string) =>
  GET(new Request(`http://localhost:3999${path}`), { params: Promise.resolve({ path: path.slice(4).split('/') }) })
const pathOf = (article: Current) => cardPath(articleCard(article))
const run = (id: string, draw = drawCard) =>
  drawShareImages([{ articleId: id }], { database: drizzle({ client: app }), draw, signal: undefined })
const stored = async (path: string) =>
  (await publication.owner.query('select subject from publication.share_images where path = $1', [path])).rows[0]

async function expectPicture(answer: Response): Promise<Buffer> {
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('image/png')
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  const png = Buffer.from(await answer.arrayBuffer())
  expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 })
  return png
}

describe('the picture of an article', { timeout: 30_000 }, () => {
  it('is owed with its publication, is made by the worker, and is served for good', async () => {
    const { slug, publicId } = await write({ body: breaking })
    const { rows } = await publication.owner.query(
      `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = 'share-image' and payload::text like $1`,
      [`%${publicId}%`],
    )
    expect(rows.map(({ payload }) => payload)).toEqual([[{ articleId: publicId }]])
    const path = pathOf(await publicOf(slug))
    expect(await shareImageAt(path)).toBeNull()
    expect(await run(publicId)).toEqual([null])
    expect(await stored(path)).toEqual({ subject: publicId })
    const never = () => Promise.reject(new Error('It was drawn again'))
    expect(await run(publicId, never)).toEqual([null])
    const png = await expectPicture(await get(path))
    expect(png.equals((await shareImageAt(path)) ?? Buffer.of())).toBe(true)
  })

  it('is drawn when it is asked for before the worker came, once however many ask', async () => {
    const { slug, publicId } = await write({ body: breaking })
    const path = pathOf(await publicOf(slug))
    const answers = await Promise.all([get(path), get(path), get(path)])
    const pictures = await Promise.all(answers.map(expectPicture))
    for (const picture of pictures) expect(picture.equals(pictures[0] as Buffer)).toBe(true)
    expect(await stored(path)).toEqual({ subject: publicId })
  })

  it('of an older state stays while the article is public, whatever its address; a new state has a new one', async () => {
    const { id, slug, publicId } = await write({ body: breaking })
    const before = pathOf(await publicOf(slug))
    await run(publicId)
    await update(id, { title: 'Another title', slug: `${slug}-moved`, _status: 'published' })
    const after = pathOf(await publicOf(`${slug}-moved`))
    expect(after).not.toBe(before)
    await expectPicture(await get(before))
    await expectPicture(await get(after))
  })

  it('ends with the article: 410, and nothing of it is kept', async () => {
    const { id, slug, publicId } = await write({ body: breaking })
    const article = await publicOf(slug)
    const paths = [pathOf(article), ...article.findings.map((finding) => cardPath(findingCardIn(article, finding)))]
    for (const path of paths) await expectPicture(await get(path))
    await update(id, { _status: 'draft' })
    for (const path of paths) {
      expect((await get(path)).status).toBe(410)
      expect(await stored(path)).toBeUndefined()
      expect(await keepShareImage(path, await drawCard(siteCard))).toBe(false)
    }
    expect(await run(publicId)).toEqual([null])
    expect(await stored(paths[0] ?? '')).toBeUndefined()
  })

  it('stays owed when it cannot be drawn, and when the worker has to stop', async () => {
    const { publicId } = await write({ body: breaking })
    const failing = () => Promise.reject(new Error('no fonts'))
    const owed = { articleId: publicId }
    expect(await run(publicId, failing)).toEqual([{ owed, reason: expect.stringContaining('no fonts') }])
    const options = { database: drizzle({ client: app }), draw: drawCard, signal: AbortSignal.abort() }
    const outcomes = await drawShareImages([owed, owed], options)
    expect(outcomes).toEqual([{ owed, reason: expect.stringContaining('asked to stop') }, null])
  })

  it('is owed anew by a rebuild, which takes none away', async () => {
    const { slug, publicId } = await write({ body: breaking })
    await run(publicId)
    await publication.owner.query('delete from graphile_worker._private_jobs')
    await drizzle({ client: publication.owner }).transaction((tx) => rebuild(tx))
    const { rows } = await publication.owner.query('select payload::text from graphile_worker._private_jobs')
    expect(rows.map(({ payload }) => payload).join()).toContain(publicId)
    await expectPicture(await get(pathOf(await publicOf(slug))))
  })
})

describe('other pictures', { timeout: 30_000 }, () => {
  it('of a finding and of a topic are drawn when they are asked for, and kept', async () => {
    const { slug, publicId } = await write({ body: breaking })
    const article = await publicOf(slug)
    const [finding] = article.findings
    const found = await topicAt(article.topics[0]?.slug ?? '')
    if (!finding || found.kind !== 'current') throw new Error('The article has no finding or topic')
    const [one, other] = [cardPath(findingCardIn(article, finding)), cardPath(topicCard(found.value))]
    await expectPicture(await get(one))
    await expectPicture(await get(other))
    expect(await stored(one)).toEqual({ subject: publicId })
    expect(await stored(other)).toEqual({ subject: found.value.id })
  })

  it('of the site needs no row', async () => {
    await expectPicture(await get(cardPath(siteCard)))
    expect(await stored(cardPath(siteCard))).toBeUndefined()
  })

  it('are not there at addresses that no page names', async () => {
    const { slug } = await write({ body: breaking })
    const path = pathOf(await publicOf(slug))
    for (const wrong of [
      path.replace(/\.[0-9a-f]{8}\./, '.00000000.'),
      path.replace('/og/', '/og/topics/'),
      `/og/${slug}.b9.00000000.png`,
      `/og/${slug}.png`,
      '/og/nothing.00000000.png',
      '/og/site.00000000.png',
      '/og/../x.00000000.png',
    ])
      expect((await get(wrong)).status, wrong).toBe(404)
  })
})

describe('the database', { timeout: 30_000 }, () => {
  it('keeps for a reader nothing but such pictures of what is public', async () => {
    const { slug } = await write({ body: breaking })
    const path = pathOf(await publicOf(slug))
    const png = await drawCard(siteCard)
    const small = await sharp(png).resize(600, 315).png().toBuffer()
    const refused: [string, Buffer][] = [
      [path, Buffer.from('<svg/>')],
      [path, small],
      [path, Buffer.concat([png, Buffer.alloc(400_000)])],
      [path.replace(slug, 'nothing'), png],
      [`/og/${slug}.b7.00000000.png`, png],
      [`/plates/${slug}.00000000.png`, png],
      ['/og/site.00000000.png', png],
    ]
    for (const [at, picture] of refused) {
      expect(await keepShareImage(at, picture), at).toBe(false)
      expect(await stored(at)).toBeUndefined()
    }
    const numbered = (at: number) => `/og/${slug}.${String(at).padStart(8, '0')}.png`
    for (let at = 0; at < 50; at += 1) expect(await keepShareImage(numbered(at), png)).toBe(true)
    expect(await keepShareImage(numbered(50), png)).toBe(false)
    expect(await shareImageAt(numbered(49))).not.toBeNull()
  })

  it('lets neither login write or change one by itself', async () => {
    const reader = new pg.Pool({ connectionString: publication.urls.reader, max: 1 })
    const insert = `insert into publication.share_images (path, subject, png) values ('/og/a.png', 'a', '')`
    for (const pool of [reader, app]) {
      await expect(pool.query(insert)).rejects.toThrow(/permission denied/)
      await expect(pool.query(`update publication.share_images set png = ''`)).rejects.toThrow(/permission denied/)
    }
    await expect(reader.query('delete from publication.share_images')).rejects.toThrow(/permission denied/)
    await reader.end()
  })
})

it('whoever asks while something is broken gets the picture of the site, and it is told in the log', async () => {
  const { slug } = await write({ body: breaking })
  const path = pathOf(await publicOf(slug))
  const { log } = await import('#platform/log.ts')
  const told = vi.spyOn(log(), 'error').mockImplementation(() => {})
  await publication.owner.query('alter table publication.share_images rename to hidden')
  const answer = await get(path)
  await publication.owner.query('alter table publication.hidden rename to share_images')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(Buffer.from(await answer.arrayBuffer()).equals(await drawCard(siteCard))).toBe(true)
  expect(told).toHaveBeenCalledOnce()
  told.mockRestore()
})
