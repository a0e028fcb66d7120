import { type Drawing, inPicture, type Palette } from '../plate/index.ts'
import { cardSize } from './card.ts'
import type { Fitted } from './text/fit.ts'
import { type Outline, outlineOf } from './text/outline.ts'
import { setText } from './text/set-text.ts'

const { width, height } = cardSize
/** What is drawn at the right, px. */
export const plateSize = { width: 500, height, pitch: 17, points: 9_000 } as const
/** The panel of words at the left: where they begin and end, px. Whoever shows a card may crop 48 px at its edges. */
export const panel = { left: 56, right: width - plateSize.width - 44, top: 56, bottom: height - 56 } as const

const tracking = { display: -0.018, note: 0.004 }

/** A text of titles, and one of everything else, ready to be measured. */
export const displayText = (text: string) => setText(text, 'display', tracking.display)
export const noteText = (text: string) => setText(text, 'note', tracking.note)

/** A line of text on the card, with the box that its ink takes, px. */
type Placed = { text: string; box: NonNullable<Outline['box']> }

/** A drawn card: the SVG, and the words on it for whoever measures them. */
export type Drawn = { svg: string; words: Placed[] }

/** A card on its way: a plate at the right, and what is put upon the ground at the left. */
export class Sheet {
  readonly palette: Palette
  private readonly words: Placed[] = []
  private readonly marks: string[] = []
  private readonly style: string
  private readonly plate: string

  constructor(drawing: Drawing) {
    const { palette, style, parts } = inPicture(drawing)
    this.palette = palette
    this.style = style
    this.plate = parts
  }

  shape(d: string, fill: keyof Palette): void {
    if (d !== '') this.marks.push(`<path fill="${this.palette[fill]}" d="${d}"/>`)
  }

  dot(x: number, y: number, radius: number, fill: keyof Palette): void {
    this.marks.push(`<circle fill="${this.palette[fill]}" cx="${x}" cy="${y}" r="${radius}"/>`)
  }

  private outline({ d, box }: Outline, text: string): void {
    if (!box) return
    this.words.push({ text, box })
    this.shape(d, 'line')
  }

  /** One line. @returns its width, px */
  line(text: Awaited<ReturnType<typeof setText>>, x: number, baseline: number, size: number): number {
    const line = text.line(0, Number.POSITIVE_INFINITY)
    this.outline(outlineOf(line, x, baseline, size), line.text)
    return line.width * size
  }

  /** Lines downwards, the first one with its top at `top`; what is read from the right stands at the right. */
  lines({ lines, size, leading, isRightToLeft }: Fitted, top: number, toRight = isRightToLeft): void {
    // Above its baseline a line has its ascenders, and half of what its leading adds to the letters.
    const ascent = 0.83 + (leading - 1.07) / 2
    for (const [at, line] of lines.entries()) {
      const x = toRight ? panel.right - line.width * size : panel.left
      this.outline(outlineOf(line, x, top + (ascent + at * leading) * size, size), line.text)
    }
  }

  drawn(): Drawn {
    const box = `0 0 ${plateSize.width * 2} ${height * 2}`
    return {
      svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><style>${this.style}</style><path fill="${this.palette.ground}" d="M0 0h${width}v${height}H0z"/><svg x="${width - plateSize.width}" y="0" width="${plateSize.width}" height="${height}" viewBox="${box}">${this.plate}</svg>${this.marks.join('')}</svg>`,
      words: this.words,
    }
  }
}
