import { readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { sendPicture } from '#collections/media/picture-store.ts'
import { sweepPictures } from '#collections/media/sweep-pictures.ts'
import { env } from '#platform/env.ts'
import { context, makeAccount, requestOf } from '../../support/factories.ts'
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

it('refuses a stranger before anything is decoded', async () => {
  const { payload } = publication
  const data = await picture(40, 30).jpeg().toBuffer()
  const decode = vi.spyOn(sharp.prototype, 'toBuffer')
  const req = await requestOf(payload, null)
  const file = { name: 'x.jpg', data, mimetype: 'image/jpeg', size: data.length }
  const upload = payload.create({ collection: 'media', data: { alt: 'A' } as never, file, overrideAccess: false, req })
  await expect(upload).rejects.toMatchObject({ status: 403 })
  expect(decode).not.toHaveBeenCalled()
  decode.mockRestore()
})

it('refuses more than 40 megapixels', async () => {
  const large = await picture(8000, 6000).png({ compressionLevel: 9 }).toBuffer()
  await expect(upload('large.png', large, 'image/png')).rejects.toThrow('40 megapixels')
})

describe('a picture that is kept', () => {
  const replace = (id: number | string, data: Buffer, values: object = {}) =>
    publication.payload.update({
      collection: 'media',
      id,
      data: values as never,
      file: { name: 'x.png', data, mimetype: 'image/png', size: data.length },
      context,
    })
  const made = async () => {
    const doc = await upload('x.png', await picture(8, 8).png().toBuffer(), 'image/png')
    return doc as unknown as { id: number; filename: string; focalX: number }
  }
  const fileOf = async (width: number) => {
    const data = await picture(width, width).png().toBuffer()
    return { name: 'x.png', data, mimetype: 'image/png', size: data.length }
  }
  const isThere = async (filename: string) => (await readdir(env().MEDIA_DIR)).includes(filename)

  it('stays when the one that was to replace it is refused after it was read', async () => {
    const kept = await made()
    const other = await picture(9, 9).png().toBuffer()
    await expect(replace(kept.id, other, { alt: '' })).rejects.toThrow(/alt/i)
    expect(await isThere(kept.filename)).toBe(true)
  })

  it('stays when the transaction of its deletion fails', async () => {
    const kept = await made()
    const hooks = publication.payload.collections.media?.config.hooks.afterDelete
    hooks?.push(() => {
      throw new Error('a later hook fails')
    })
    try {
      await expect(publication.payload.delete({ collection: 'media', id: kept.id, context })).rejects.toThrow('later')
    } finally {
      hooks?.pop()
    }
    expect(await isThere(kept.filename)).toBe(true)
  })

  it('is written anew from the store when its focal point moves, without asking this server for it', async () => {
    const kept = await made()
    const fetching = vi.spyOn(globalThis, 'fetch')
    const moved = await publication.payload.update({
      collection: 'media',
      id: kept.id,
      data: { focalX: 20, focalY: 30 } as never,
      context,
    })
    expect(fetching).not.toHaveBeenCalled()
    const { filename, focalX } = moved as unknown as { filename: string; focalX: number }
    expect([focalX, filename === kept.filename, await isThere(filename)]).toEqual([20, false, true])
    fetching.mockRestore()
  })

  it('is left as it is by a crop or a size that a hand-made request asks for, and nothing is fetched', async () => {
    const { payload } = publication
    const { id, filename } = await made()
    const admin = await makeAccount(payload, 'admin')
    const crop = { unit: '%', x: 0, y: 0, width: 50, height: 50 }
    const edit = async (file?: Awaited<ReturnType<typeof fileOf>>) => {
      const query = { uploadEdits: { crop, widthInPixels: 4, heightInPixels: 4 } }
      const req = Object.assign(await requestOf(payload, admin), { query })
      const data = { alt: 'Described anew' } as never
      const user = req.user
      return payload.update({
        collection: 'media',
        id,
        data,
        overrideAccess: false,
        user,
        req,
        ...(file ? { file } : {}),
      })
    }
    const fetching = vi.spyOn(globalThis, 'fetch')
    expect(await edit()).toMatchObject({ alt: 'Described anew', filename, width: 8, height: 8 })
    expect(await edit(await fileOf(9))).toMatchObject({ width: 9, height: 9 })
    expect(fetching).not.toHaveBeenCalled()
    fetching.mockRestore()
    const { width, height } = await sharp(`${env().MEDIA_DIR}/${filename}`).metadata()
    expect([width, height]).toEqual([8, 8])
  })

  it('is swept away a day after nothing names it, and not before', async () => {
    const kept = await made()
    const replaced = await replace(kept.id, await picture(9, 9).png().toBuffer())
    await writeFile(`${env().MEDIA_DIR}/left.aside`, 'half of a picture')
    const { filename } = replaced as unknown as { filename: string }
    await sweepPictures(publication.payload)
    expect([await isThere(kept.filename), await isThere('left.aside')]).toEqual([true, true])
    expect(await sweepPictures(publication.payload, Date.now() + 25 * 60 * 60 * 1000)).toBeGreaterThanOrEqual(2)
    expect([await isThere(kept.filename), await isThere('left.aside'), await isThere(filename)]).toEqual([
      false,
      false,
      true,
    ])
  })

  it('leaves no row when the folder does not take it', async () => {
    const folder = env().MEDIA_DIR
    const { totalDocs } = await publication.payload.count({ collection: 'media' })
    await rename(folder, `${folder}.aside`)
    await writeFile(folder, 'not a folder')
    try {
      await expect(made()).rejects.toMatchObject({
        status: 503,
        message: expect.stringContaining('could not be written'),
      })
    } finally {
      await rm(folder)
      await rename(`${folder}.aside`, folder)
    }
    expect((await publication.payload.count({ collection: 'media' })).totalDocs).toBe(totalDocs)
  })
})

it('sends pictures by the names that it gives, and nothing else that lies in the folder', async () => {
  const { payload } = publication
  const doc = await upload('x.png', await picture(4, 4).png().toBuffer(), 'image/png')
  const { filename } = doc as unknown as { filename: string }
  const req = await requestOf(payload, null)
  const send = async (name: string) => {
    const answer = await sendPicture(req, { doc: {} as never, params: { collection: 'media', filename: name } })
    await answer?.body?.cancel()
    return answer && [answer.status, answer.headers.get('content-type')]
  }
  expect(await send(filename)).toEqual([200, 'image/png'])
  const others = ['mine.png', `.part-${filename}`, `${filename}.svg`, filename.toUpperCase(), 'x'.repeat(26)]
  for (const name of others) await writeFile(`${env().MEDIA_DIR}/${name}`, 'not a picture of ours')
  for (const name of [...others, `./${filename}`, `../${basename(env().MEDIA_DIR)}/${filename}`, '.', ''])
    expect(await send(name), name).toEqual([404, null])
  for (const name of others) await rm(`${env().MEDIA_DIR}/${name}`)
})

it('shows nothing to those who are not signed in while no public edition uses it', async () => {
  await upload('x.png', await picture(4, 4).png().toBuffer(), 'image/png')
  const req = await requestOf(publication.payload, null)
  const { docs } = await publication.payload.find({ collection: 'media', overrideAccess: false, req })
  expect(docs).toEqual([])
})
