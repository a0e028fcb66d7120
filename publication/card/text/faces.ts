import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Blob, Face, Font, Variation } from 'harfbuzzjs'
import { LRUCache } from 'lru-cache'
import decompress from 'woff2-encoder/decompress'

/** A family as its package carries it: cut into files, of which each has some characters. */
type Family = {
  /** its package, and what the names of its files begin with */
  folder: string
  name: string
  /** as file names say it: `800-normal` is one weight, `wght-normal` has them all */
  style: string
  /** the weight to be taken of a file that has them all */
  weight?: number
}

const fontsource = (name: string, weight: number): Family => ({
  folder: `@fontsource/${name}`,
  name,
  style: `${weight}-normal`,
})
const variable = (name: string, weight: number): Family => ({
  folder: `@fontsource-variable/${name}`,
  name,
  style: 'wght-normal',
  weight,
})

const families = {
  besley: fontsource('besley', 800),
  archivo: fontsource('archivo-narrow', 600),
  // Greek, Cyrillic, Vietnamese and mathematics, in the letter that the articles are set in.
  stix: fontsource('stix-two-text', 700),
  hebrew: fontsource('noto-sans-hebrew', 800),
  arabic: fontsource('noto-naskh-arabic', 700),
  jp: variable('noto-sans-jp', 800),
  sc: variable('noto-sans-sc', 800),
  tc: variable('noto-sans-tc', 800),
  kr: variable('noto-sans-kr', 800),
  // Nearly every character there is, drawn on a grid of pixels: better than an empty box.
  unifont: fontsource('unifontex', 400),
} as const satisfies Record<string, Family>

/** `emoji` is one file of its own, so that sequences of several are found in it whole. */
export type FamilyName = keyof typeof families | 'emoji'

const emojiFile = '@expo-google-fonts/noto-emoji/700Bold/NotoEmoji_700Bold.ttf'

/** A loaded font. `key` names it: glyph ids mean something only together with it. */
export type LoadedFont = { key: string; font: Font; unitsPerEm: number }

type Slice = { file: string; has: (code: number) => boolean }

/** Where packages lie. Every process of the publication runs in its folder. */
const packages = () => resolve(process.cwd(), 'node_modules')

const readRanges = (text: string): [from: number, to: number][] =>
  text.split(',').map((range) => {
    const [from = '', to = from] = range.trim().replace(/^U\+/i, '').split('-')
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)]
  })

/** The files of a family and the characters that its package says they have. */
function slicesOf({ folder, name, style }: Family): Slice[] {
  const named: Record<string, string> = JSON.parse(readFileSync(`${packages()}/${folder}/unicode.json`, 'utf8'))
  const fileOf = (slice: string) => `${folder}/files/${name}-${slice.replace(/[[\]]/g, '')}-${style}.woff2`
  const slices = Object.entries(named).map(([slice, text]) => {
    const ranges = readRanges(text)
    return { file: fileOf(slice), has: (code: number) => ranges.some(([from, to]) => code >= from && code <= to) }
  })
  // A package that is not cut says nothing of its characters.
  return slices.length > 0 ? slices : [{ file: fileOf('latin'), has: () => true }]
}

const slices = new Map<FamilyName, Slice[]>()

function slicesBy(family: FamilyName): Slice[] {
  const known = slices.get(family)
  if (known) return known
  const read = family === 'emoji' ? [{ file: emojiFile, has: () => true }] : slicesOf(families[family])
  slices.set(family, read)
  return read
}

/** Fonts that were used lately: bytes of them, as they lie in WebAssembly's memory. */
const loaded = new LRUCache<string, LoadedFont & { bytes: number }>({
  maxSize: 24 * 1024 * 1024,
  sizeCalculation: ({ bytes }) => bytes,
})

async function load(family: FamilyName, file: string): Promise<LoadedFont> {
  const known = loaded.get(file)
  if (known) return known
  const stored = readFileSync(`${packages()}/${file}`)
  const bytes = file.endsWith('.woff2') ? await decompress(stored) : stored
  const face = new Face(new Blob(new Uint8Array(bytes)))
  const font = new Font(face)
  const weight = family === 'emoji' ? undefined : (families[family] as Family).weight
  if (weight !== undefined) font.setVariations([new Variation('wght', weight)])
  const entry = { key: file, font, unitsPerEm: face.upem, bytes: bytes.length }
  loaded.set(file, entry)
  return entry
}

/** Whether the family says that it has a character, without loading anything. */
export const mayHave = (family: FamilyName, code: number): boolean => slicesBy(family).some(({ has }) => has(code))

/**
 * The font of a family that draws all of these characters.
 * @returns null when none of its files has them all
 */
export async function fontWith(family: FamilyName, codes: readonly number[]): Promise<LoadedFont | null> {
  for (const { file, has } of slicesBy(family)) {
    if (!codes.every(has)) continue
    const font = await load(family, file)
    if (codes.every((code) => font.font.nominalGlyph(code))) return font
  }
  return null
}
