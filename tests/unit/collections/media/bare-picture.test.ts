import sharp, { type Sharp } from 'sharp'
import { expect, it } from 'vitest'
import { acceptPicture } from '#collections/media/accept-upload.ts'
import { isBarePicture } from '#collections/media/bare-picture.ts'

/** Noise, so that every byte stands in the pixels of a JPEG too. */
const noise = (channels: 3 | 4): Sharp =>
  sharp(Buffer.from(Array.from({ length: 64 * 48 * channels }, (_, at) => (at * at * 31 + at * 7) % 256)), {
    raw: { width: 64, height: 48, channels },
  })

const written = [
  ['a JPEG', 'image/jpeg', () => noise(3).jpeg({ quality: 84, mozjpeg: true })],
  ['a plain JPEG', 'image/jpeg', () => noise(3).jpeg({ quality: 100, progressive: false })],
  ['a PNG', 'image/png', () => noise(4).png({ compressionLevel: 9 })],
  ['a PNG with a palette', 'image/png', () => noise(3).png({ palette: true })],
  ['a WebP', 'image/webp', () => noise(3).webp({ quality: 84 })],
  ['a WebP that can be seen through', 'image/webp', () => noise(4).webp({ quality: 84 })],
  ['a WebP without loss', 'image/webp', () => noise(4).webp({ lossless: true })],
] as const

it.each(written)('%s as it is written here is kept byte for byte when it is brought back', async (_, type, make) => {
  const bytes = await make().toBuffer()
  expect(isBarePicture(bytes, type)).toBe(true)
  expect((await acceptPicture(bytes, true)).data).toBe(bytes)
})

const secret = Buffer.from('a secret of somebody')

it.each(written)('%s with something behind it is encoded anew', async (_, type, make) => {
  const bytes = Buffer.concat([await make().toBuffer(), secret])
  expect(isBarePicture(bytes, type)).toBe(false)
  expect((await acceptPicture(bytes, true)).data.includes(secret)).toBe(false)
})

it.each(written)('%s that says whose it is is encoded anew', async (_, type, make) => {
  const bytes = await make()
    .withExif({ IFD0: { Artist: secret.toString() } })
    .toBuffer()
  expect(isBarePicture(bytes, type)).toBe(false)
  expect((await acceptPicture(bytes, true)).data.includes(secret)).toBe(false)
})

it('a JPEG with a comment is encoded anew', async () => {
  const bytes = await noise(3).jpeg().toBuffer()
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, secret.length + 2]), secret])
  const marked = Buffer.concat([bytes.subarray(0, 2), comment, bytes.subarray(2)])
  expect((await acceptPicture(marked, true)).data.includes(secret)).toBe(false)
})

it.each(['image/jpeg', 'image/png', 'image/webp'] as const)('a %s that ends too early is none', async (type) => {
  const whole = await (type === 'image/jpeg'
    ? noise(3).jpeg()
    : type === 'image/png'
      ? noise(3).png()
      : noise(3).webp()
  ).toBuffer()
  for (const length of [0, 2, 3, 12, 13, 20, 40, whole.length - 1])
    expect(isBarePicture(whole.subarray(0, length), type)).toBe(false)
})
