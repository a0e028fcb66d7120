import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { drawIcon, icons } from '#payload/icons/draw-icons.ts'

const pixelsOf = (png: Buffer) => sharp(png).removeAlpha().raw().toBuffer()
const manifest = JSON.parse(await readFile('public/site.webmanifest', 'utf8'))

describe('icons', () => {
  it.each(icons)('$file is the mark of now', async (icon) => {
    const kept = await readFile(`public/${icon.file}`)
    const drawn = await drawIcon(await readFile('public/favicon.svg', 'utf8'), icon)
    expect(await pixelsOf(kept)).toEqual(await pixelsOf(drawn))
  })

  it.each(icons)('$file has the size that it says, and its ground to the edge', async ({ file, size }) => {
    const kept = sharp(await readFile(`public/${file}`))
    expect(await kept.metadata()).toMatchObject({ width: size, height: size, format: 'png' })
    const [corner] = [await kept.removeAlpha().extract({ left: 0, top: 0, width: 1, height: 1 }).raw().toBuffer()]
    expect([...corner]).toEqual([0xf1, 0xf2, 0xee])
  })

  it('that systems cut to a circle lose nothing of the mark', async () => {
    for (const { file, size } of icons.filter(({ scale }) => scale < 1)) {
      const pixels = await pixelsOf(await readFile(`public/${file}`))
      for (let at = 0; at < size * size; at += 1) {
        const [x, y] = [(at % size) + 0.5 - size / 2, Math.floor(at / size) + 0.5 - size / 2]
        if (Math.hypot(x, y) > size * 0.4) expect(pixels[at * 3 + 2], `${file} at ${x}, ${y}`).toBeGreaterThan(0xd0)
      }
    }
  })

  it('are those that the manifest names', () => {
    const named = manifest.icons.map(({ src, sizes, purpose }: Record<string, string>) => [src, sizes, purpose])
    expect(named).toEqual(
      icons.map(({ file, size, scale }) => [`/${file}`, `${size}x${size}`, scale < 1 ? 'maskable' : 'any']),
    )
  })
})
