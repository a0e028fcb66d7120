import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { ulid } from 'ulid'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { sweepPictures } from '#collections/media/sweep-pictures.ts'
import { env } from '#platform/env.ts'
import { log } from '#platform/log.ts'
import { context } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'

let publication: TestPublication
beforeAll(async () => {
  publication = await openPublication()
}, 120_000)
afterAll(() => publication?.close())
beforeEach(async () => {
  await rm(env().MEDIA_DIR, { recursive: true })
  await mkdir(env().MEDIA_DIR)
})
afterEach(() => vi.restoreAllMocks())

/** The names of so many files that the database does not know, in the form that the store gives. */
async function strangers(count: number): Promise<string[]> {
  const names = Array.from({ length: count }, () => `${ulid().toLowerCase()}.png`)
  for (const name of names) await writeFile(join(env().MEDIA_DIR, name), 'of another installation')
  return names
}

/** The names of so many pictures that rows name. */
async function ownPictures(count: number): Promise<string[]> {
  const data = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#1c44bd' } })
    .png()
    .toBuffer()
  const names: string[] = []
  for (let made = 0; made < count; made += 1) {
    const doc = await publication.payload.create({
      collection: 'media',
      data: { alt: 'A test' } as never,
      file: { name: 'x.png', data, mimetype: 'image/png', size: data.length },
      context,
    })
    names.push(String((doc as { filename?: string }).filename))
  }
  return names
}

const later = () => Date.now() + 25 * 60 * 60 * 1000
const sweep = () => sweepPictures(publication.payload, later())
const files = async () => (await readdir(env().MEDIA_DIR)).sort()

it('removes nothing that the store has not made', async () => {
  const own = await ownPictures(1)
  const foreign = ['photo.png', 'IMG_0001.JPG', 'wp-config.php', 'notes.txt', `${ulid()}.png`, '.hidden']
  for (const name of foreign) await writeFile(join(env().MEDIA_DIR, name), 'of somebody else')
  const [waste = ''] = await strangers(1)
  await writeFile(join(env().MEDIA_DIR, `${waste}.aside`), 'half')
  expect(await sweep()).toBe(2)
  expect(await files()).toEqual([...foreign, ...own].sort())
})

it('removes nothing, and warns, when ten or more would go that are more than half', async () => {
  await ownPictures(9)
  await strangers(10)
  await writeFile(join(env().MEDIA_DIR, 'left.aside'), 'half')
  const before = await files()
  const warn = vi.spyOn(log(), 'warn')
  expect(await sweep()).toBe(0)
  expect(await files()).toEqual(before)
  expect(warn).toHaveBeenCalledExactlyOnceWith(
    { folder: env().MEDIA_DIR, unnamed: 10, pictures: 19 },
    expect.stringContaining('check MEDIA_DIR and DATABASE_URL'),
  )
})

it('removes ten when they are half', async () => {
  const own = await ownPictures(10)
  await strangers(10)
  expect(await sweep()).toBe(10)
  expect(await files()).toEqual(own.sort())
})

it('removes fewer than ten that are more than half, and none of a folder that the database knows nothing of', async () => {
  const others = (await strangers(9)).sort()
  expect(await sweep()).toBe(0)
  expect(await files()).toEqual(others)
  const own = await ownPictures(1)
  expect(await sweep()).toBe(9)
  expect(await files()).toEqual(own)
})
