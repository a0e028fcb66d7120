import { readdir } from 'node:fs/promises'
import { handleEndpoints, type Payload } from 'payload'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sweepPictures } from '#collections/media/sweep-pictures.ts'
import { env } from '#platform/env.ts'
import { articleAt } from '#publication/edition/index.ts'
import { bodyOf, bodyWith, context } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { linkedIn } from './linked.ts'

let publication: TestPublication
let payload: Payload
let { write, update, rowOf } = {} as ReturnType<typeof linkedIn>
beforeAll(async () => {
  publication = await openPublication()
  payload = publication.payload
  ;({ write, update, rowOf } = linkedIn(publication))
}, 120_000)
afterAll(() => publication?.close())

type Size = { filename: string | null; width: number | null; height: number | null }
type Picture = { id: number; filename: string; sizes: Record<string, Size> }

const fileOf = async (width: number, height: number) => {
  const data = await sharp({ create: { width, height, channels: 3, background: '#1c44bd' } })
    .png()
    .toBuffer()
  return { name: 'x.png', data, mimetype: 'image/png', size: data.length }
}
const upload = async (width: number, height: number, values: object = {}): Promise<Picture> => {
  const data = { alt: 'A crack', ...values } as never
  const doc = await payload.create({ collection: 'media', data, file: await fileOf(width, height), context })
  return doc as unknown as Picture
}
const files = async () => new Set(await readdir(env().MEDIA_DIR))
const mediaOf = async ({ slug }: { slug: string }) => {
  const found = await articleAt(slug)
  return found.kind === 'current' ? found.value.media : []
}

it('smaller copies are made of a picture, none as wide as itself, and public with it', async () => {
  const { filename, sizes, id } = await upload(1200, 800, { credit: ' A. Person ' })
  expect(sizes).toMatchObject({
    w480: { filename: filename.replace('.', '-480x320.'), width: 480, height: 320 },
    w960: { filename: filename.replace('.', '-960x640.'), width: 960, height: 640 },
    w1600: { filename: null },
  })
  for (const [name, { filename: copy, width }] of Object.entries(sizes)) {
    if (copy === null) continue
    expect(await files(), name).toContain(copy)
    expect(await sharp(`${env().MEDIA_DIR}/${copy}`).metadata()).toMatchObject({ format: 'png', width })
  }
  const article = await write({ body: bodyWith(id, 'A picture.') })
  expect(await mediaOf(article)).toEqual([
    {
      id: expect.stringMatching(/^m_/),
      path: `/media/${filename}`,
      alt: 'A crack',
      width: 1200,
      height: 800,
      credit: 'A. Person',
      focal: { x: 50, y: 50 },
      sizes: [
        { path: `/media/${sizes.w480?.filename}`, width: 480, height: 320 },
        { path: `/media/${sizes.w960?.filename}`, width: 960, height: 640 },
      ],
    },
  ])
})

it('copies are whole, however flat the picture, and one as wide as the picture is no smaller one', async () => {
  for (const [width, height, sizes] of [
    [5000, 20, ['480x2', '960x4', '1600x6']],
    [480, 7, []],
  ] as const) {
    const { id, filename } = await upload(width, height)
    const [media] = await mediaOf(await write({ body: bodyWith(id, 'A picture.') }))
    const paths = sizes.map((size) => `/media/${filename.replace('.', `-${size}.`)}`)
    expect(media?.sizes.map(({ path }) => path)).toEqual(paths)
  }
})

it('readers may have the copies of what is public, and no others', async () => {
  const [shown, hidden] = [await upload(600, 300), await upload(600, 300)]
  await write({ body: bodyWith(shown.id, 'A picture.') })
  const ask = async (name: string | null | undefined) => {
    const request = new Request(`http://localhost:3999/api/media/file/${name}`)
    const answer = await handleEndpoints({ config: payload.config, request })
    await answer.body?.cancel()
    return [answer.status, answer.headers.get('content-type')]
  }
  expect(await ask(shown.filename)).toEqual([200, 'image/png'])
  expect(await ask(shown.sizes.w480?.filename)).toEqual([200, 'image/png'])
  for (const name of [hidden.filename, hidden.sizes.w480?.filename, shown.filename.replace('.', '-481x240.')])
    expect((await ask(name))[0], String(name)).toBeGreaterThanOrEqual(403)
})

it('another picture, another focal point or another credit is shown wherever the picture is', async () => {
  const before = await upload(600, 300)
  const article = await write({ body: bodyWith(before.id, 'A picture.') })
  const moved = (await payload.update({
    collection: 'media',
    id: before.id,
    data: { focalX: 20, focalY: 30 } as never,
    context,
  })) as unknown as Picture
  expect(moved.sizes.w480?.filename).not.toBe(before.sizes.w480?.filename)
  expect(await mediaOf(article)).toMatchObject([
    { focal: { x: 20, y: 30 }, sizes: [{ path: `/media/${moved.sizes.w480?.filename}` }] },
  ])
  const file = await fileOf(500, 500)
  const data = { credit: 'B. Person' } as never
  const other = (await payload.update({
    collection: 'media',
    id: before.id,
    data,
    file,
    context,
  })) as unknown as Picture
  const path = `/media/${other.sizes.w480?.filename}`
  expect(await mediaOf(article)).toMatchObject([
    { path: `/media/${other.filename}`, credit: 'B. Person', sizes: [{ path, width: 480, height: 480 }] },
  ])
  expect((await rowOf(article))?.html).toContain(other.filename)
  const names = (picture: Picture) => [picture.filename, picture.sizes.w480?.filename]
  for (const name of [before, moved, other].flatMap(names)) expect(await files()).toContain(name)
  await sweepPictures(payload, Date.now() + 25 * 60 * 60 * 1000)
  for (const name of [before, moved].flatMap(names)) expect(await files()).not.toContain(name)
  for (const name of names(other)) expect(await files()).toContain(name)
})

it('no picture without a description is published', async () => {
  await expect(upload(8, 8, { alt: ' \n ' })).rejects.toMatchObject({
    data: { errors: [{ path: 'alt', message: 'Say what the picture shows (alt text).' }] },
  })
  const picture = await upload(8, 8)
  // A row that came in otherwise.
  await publication.owner.query("update publication.media set alt = ' ' where filename = $1", [picture.filename])
  await expect(write({ body: bodyWith(picture.id, 'A picture.') })).rejects.toMatchObject({
    status: 409,
    message: expect.stringContaining(`in the picture ${picture.filename}`),
  })
  const own = bodyWith(picture.id, 'A picture.') as { root: { children: { fields?: object }[] } }
  Object.assign(own.root.children.at(-1)?.fields ?? {}, { alt: 'Said here' })
  const article = await write({ body: own })
  expect((await rowOf(article))?.html).toContain('alt="Said here"')
  await update(article.id, { body: bodyOf('Gone.'), _status: 'published' })
})
