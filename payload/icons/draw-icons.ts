import sharp from 'sharp'

/** Icons that the manifest names, by their files. `scale` is how much of it the mark takes; systems cut maskable ones to a circle. */
export const icons = [
  { file: 'icon-192.png', size: 192, scale: 1 },
  { file: 'icon-512.png', size: 512, scale: 1 },
  { file: 'icon-maskable-192.png', size: 192, scale: 0.68 },
  { file: 'icon-maskable-512.png', size: 512, scale: 0.68 },
] as const

/** The mark on its own ground, drawn smaller by `scale`, the ground to the edge. */
function placed(mark: string, scale: number): string {
  const ground = /<path class="g"[^>]*>/.exec(mark)?.[0]
  if (ground === undefined) throw new Error('The mark has no ground (a path of the class g).')
  const at = 16 * (1 - scale)
  const moved = `${ground}<g transform="translate(${at} ${at}) scale(${scale})">`
  return mark.replace(ground, moved).replace('</svg>', '</g></svg>')
}

/** An icon as PNG. @param mark the text of `public/favicon.svg`, a square of 32 */
export function drawIcon(mark: string, { size, scale }: { size: number; scale: number }): Promise<Buffer> {
  const drawing = Buffer.from(scale === 1 ? mark : placed(mark, scale))
  return sharp(drawing, { density: (72 * size) / 32 })
    .resize(size, size)
    .png({ palette: true })
    .toBuffer()
}
