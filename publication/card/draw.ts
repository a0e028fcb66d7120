import sharp from 'sharp'
import type { Card } from './card.ts'
import { compose } from './compose.ts'

/** Colours of the picture: four of the sheet, and what lies between them at edges. More than 16 take twice the bytes. */
const colours = 16

/** The picture of a card: PNG, 1200 × 630. The same card gives the same bytes on the same machine. */
export async function drawCard(card: Card): Promise<Buffer> {
  const { svg } = await compose(card)
  return sharp(Buffer.from(svg)).png({ palette: true, colours, dither: 0, effort: 8, compressionLevel: 9 }).toBuffer()
}
