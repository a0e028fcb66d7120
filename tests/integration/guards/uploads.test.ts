import { readdir } from 'node:fs/promises'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { env } from '#platform/env.ts'
import { context, requestOf } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'

let publication: TestPublication
beforeAll(async () => {
  publication = await openPublication()
}, 120_000)
afterAll(() => publication?.close())

const upload = (name: string, data: Buffer, mimetype: string) =>
  publication.payload.create({
    collection: 'media',
    data: { alt: 'A test' } as never,
    file: { name, data, mimetype, size: data.length },
    context,
  })

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#1c44bd' } })

it('keeps a picture under a name of ours, written anew without its metadata', async () => {
  const given = await picture(40, 30)
    .withMetadata({ exif: { IFD0: { Copyright: 'somebody, somewhere' } } })
    .jpeg()
    .toBuffer()
  const doc = await upload('../../etc/passwd.jpg', given, 'image/jpeg')
  const { filename, width, height } = doc as unknown as { filename: string; width: number; height: number }
  expect(filename).toMatch(/^[0-9a-z]{26}\.jpg$/)
  expect([width, height]).toEqual([40, 30])
  const kept = await sharp(`${env().MEDIA_DIR}/${filename}`).metadata()
  expect(kept.exif).toBeUndefined()
})

const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
it.each([
  ['a page named .jpg', 'x.jpg', Buffer.from('<!doctype html><script>alert(1)</script>'), 'image/jpeg'],
  ['an SVG', 'x.svg', Buffer.from(svg), 'image/svg+xml'],
  ['an SVG said to be a PNG', 'x.png', Buffer.from(svg), 'image/png'],
  ['half a JPEG', 'x.jpg', Buffer.from('ffd8ffe000104a464946000101', 'hex'), 'image/jpeg'],
])('refuses %s, and leaves no file and no record', async (_what, name, data, type) => {
  const files = await readdir(env().MEDIA_DIR)
  const { totalDocs } = await publication.payload.count({ collection: 'media' })
  await expect(upload(name, data, type)).rejects.toThrow(/picture|file/i)
  expect(await readdir(env().MEDIA_DIR)).toEqual(files)
  expect((await publication.payload.count({ collection: 'media' })).totalDocs).toBe(totalDocs)
})

it('refuses more than 40 megapixels', async () => {
  const large = await picture(8000, 6000).png({ compressionLevel: 9 }).toBuffer()
  await expect(upload('large.png', large, 'image/png')).rejects.toThrow('40 megapixels')
})

it('shows nothing to those who are not signed in while no public edition uses it', async () => {
  await upload('x.png', await picture(4, 4).png().toBuffer(), 'image/png')
  const req = await requestOf(publication.payload, null)
  const { docs } = await publication.payload.find({ collection: 'media', overrideAccess: false, req })
  expect(docs).toEqual([])
})
