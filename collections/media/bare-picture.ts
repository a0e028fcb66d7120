/*
 * Whether a picture carries nothing but what is needed to draw it. A decoder passes over everything else, so that a note,
 * a place or a whole other file behind the picture would be kept and served with it.
 */

const pngParts = new Set(['IHDR', 'PLTE', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'bKGD', 'pHYs', 'IDAT', 'IEND'])

function isBarePng(bytes: Buffer): boolean {
  let at = 8
  while (at + 12 <= bytes.length) {
    const name = bytes.toString('latin1', at + 4, at + 8)
    if (!pngParts.has(name)) return false
    at += 12 + bytes.readUInt32BE(at)
    if (name === 'IEND') break
  }
  return at === bytes.length
}

/** Start of frame, tables, start of scan; JFIF and Adobe say how colours are meant. */
const isJpegPart = (marker: number): boolean =>
  (marker >= 0xc0 && marker <= 0xcf) || [0xda, 0xdb, 0xdd, 0xe0, 0xee].includes(marker)

function isBareJpeg(bytes: Buffer): boolean {
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return false
    const marker = bytes[at + 1] ?? 0
    if (!isJpegPart(marker)) return false
    at += 2 + bytes.readUInt16BE(at + 2)
    if (marker !== 0xda) continue
    // In the pixels an FF stands before 0 or a restart marker; anything else ends them.
    while (true) {
      at = bytes.indexOf(0xff, at)
      if (at < 0 || at + 1 >= bytes.length) return false
      const next = bytes[at + 1] ?? 0
      if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) break
      at += 2
    }
    if (bytes[at + 1] === 0xd9) return at + 2 === bytes.length
  }
  return false
}

const webpParts = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH'])

function isBareWebp(bytes: Buffer): boolean {
  let at = 12
  while (at + 8 <= bytes.length) {
    if (!webpParts.has(bytes.toString('latin1', at, at + 4))) return false
    const size = bytes.readUInt32LE(at + 4)
    at += 8 + size + (size % 2)
  }
  return at === bytes.length && bytes.readUInt32LE(4) + 8 === bytes.length
}

const readers = { 'image/jpeg': isBareJpeg, 'image/png': isBarePng, 'image/webp': isBareWebp }

/** @param bytes a picture that was decoded without fault */
export const isBarePicture = (bytes: Buffer, mimetype: keyof typeof readers): boolean => readers[mimetype](bytes)
