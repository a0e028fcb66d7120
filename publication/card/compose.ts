import { type Drawing, drawPlate, drawSheet, inPicture, type Palette, type PlateSpec } from '../plate/index.ts'
import { type Card, type CardOf, cardSize, findingName, heldInWords } from './card.ts'
import { key, lozenge, seamLine, stopOfBreaks, stopOfHolds } from './marks.ts'
import { type Fitted, fit } from './text/fit.ts'
import { outlineOf } from './text/outline.ts'
import { setText } from './text/set-text.ts'

/** Whoever shows a card may crop so much at its edges, px: nothing that is to be read stands there. */
export const safe = 48

const { width, height } = cardSize
const plateWidth = 500
/** The left panel: where its words begin, and end. */
const left = 56
const right = width - plateWidth - 44
const ruleAt = 104
const tracking = { display: -0.018, note: 0.004 }

/** A line of text on the card, with the box that its ink takes. */
type Placed = { d: string; text: string; box: { left: number; top: number; right: number; bottom: number } }
/** A drawn card: the SVG, and all words on it, for whoever measures. */
export type Drawn = { svg: string; words: Placed[] }

class Sheet {
  readonly words: Placed[] = []
  readonly palette: Palette
  private readonly shapes: string[] = []
  private readonly style: string
  private readonly plate: string

  constructor(drawing: Drawing) {
    const { palette, style, parts } = inPicture(drawing)
    this.palette = palette
    this.style = style
    this.plate = parts
  }

  shape(d: string, fill: keyof Palette): void {
    this.shapes.push(`<path fill="${this.palette[fill]}" d="${d}"/>`)
  }

  mark(markup: string): void {
    this.shapes.push(markup)
  }

  /** Draws lines downwards, the first one with its top at `top`. @returns where the last one ends */
  lines({ lines, size, isRightToLeft }: Fitted, top: number, leading: number, ascent: number): number {
    for (const [at, line] of lines.entries()) {
      const x = isRightToLeft ? right - line.width * size : left
      this.line(outlineOf(line, x, top + ascent * size + at * size * leading, size), line.text)
    }
    return top + lines.length * size * leading
  }

  line({ d, box }: ReturnType<typeof outlineOf>, text: string): void {
    if (!box) return
    this.words.push({ d, text, box })
    this.shapes.push(`<path fill="${this.palette.line}" d="${d}"/>`)
  }

  svg(): Drawn {
    const { ground } = this.palette
    const box = `0 0 ${plateWidth * 2} ${height * 2}`
    return {
      svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><style>${this.style}</style><path fill="${ground}" d="M0 0h${width}v${height}H0z"/><svg x="${width - plateWidth}" y="0" width="${plateWidth}" height="${height}" viewBox="${box}">${this.plate}</svg>${this.shapes.join('')}</svg>`,
      words: this.words,
    }
  }
}

/** One line of the narrow face. @returns its width, px */
async function note(sheet: Sheet, text: string, x: number, baseline: number, size: number, anchor: 'left' | 'right' = 'left') {
  const set = await setText(text, 'note', tracking.note)
  const line = set.line(0, Number.POSITIVE_INFINITY)
  sheet.line(outlineOf(line, anchor === 'left' ? x : x - line.width * size, baseline, size), line.text)
  return line.width * size
}

/** The wordmark over a rule, and in its line what the card belongs to. */
async function masthead(sheet: Sheet, beside: string | null): Promise<void> {
  const [size, baseline] = [28, 84]
  const [breaks, holds] = await Promise.all(
    ['What breaks', 'What holds'].map((words) => setText(words, 'display', tracking.display)),
  )
  if (!breaks || !holds) return
  const first = breaks.line(0, Number.POSITIVE_INFINITY)
  const second = holds.line(0, Number.POSITIVE_INFINITY)
  let x = left
  sheet.line(outlineOf(first, x, baseline, size), first.text)
  x += first.width * size + 3
  sheet.shape(stopOfBreaks(x, baseline, size * 1.15), 'opening')
  x += 17
  sheet.line(outlineOf(second, x, baseline, size), second.text)
  x += second.width * size + 3
  sheet.shape(stopOfHolds(x, baseline, size * 1.15), 'key')
  sheet.shape(`M${left} ${ruleAt}H${right}v3H${left}z`, 'line')
  if (beside === null) return
  const room = { width: right - x - 40, height: 30, leading: 1.2, largest: 24, smallest: 8 }
  const named = fit(await setText(beside, 'note', tracking.note), room)
  const [line] = named.lines
  if (line) sheet.line(outlineOf(line, right - line.width * named.size, baseline, named.size), line.text)
}

/** The title between the rule and what stands at the foot. @returns the title as it was set */
async function headline(sheet: Sheet, title: string, from: number, to: number, largest = 86): Promise<void> {
  const leading = 1.07
  const room = { width: right - left, height: to - from, leading, largest, smallest: 14 }
  const set = await setText(title, 'display', tracking.display)
  const fitted = fit(set, room)
  sheet.lines(fitted, from, leading, 0.83)
}

const plateSize = { width: plateWidth, height, pitch: 17, points: 9_000 }

async function articleSheet({ title, topic, plate, held }: CardOf<'article'>): Promise<Drawn> {
  const sheet = new Sheet(drawPlate(plate, plateSize))
  await masthead(sheet, topic)
  const foot = height - 100
  const seam = seamLine(held, plate.holds, left, foot)
  if (seam) {
    sheet.shape(seam.openings, 'opening')
    if (seam.keys) sheet.shape(seam.keys, 'key')
    if (seam.dot)
      sheet.mark(`<circle fill="${sheet.palette.key}" cx="${seam.dot.x}" cy="${seam.dot.y}" r="${seam.dot.radius}"/>`)
  }
  const words = heldInWords(held)
  if (words !== '') await note(sheet, words, left + (seam ? seam.width + 16 : 0), foot + 26, 26)
  await headline(sheet, title, 132, words === '' ? height - 56 : foot - 26)
  return sheet.svg()
}

/** What is drawn beside a finding: one opening that was stopped or tears the sheet, or two with a key between. */
function findingPlate({ slug, id, isOpen, load }: CardOf<'finding'>): PlateSpec {
  const isHold = id.startsWith('h')
  const [breaks, holds] = isHold ? [2, 2] : [1, isOpen ? 0 : 1]
  return { seed: `${slug}.${id}`, load, breaks, holds, open: isOpen ? 1 : 0, variant: 0, calm: false }
}

/** Stripes that say “open”, as on the pages. */
function hatching(x: number, y: number, breadth: number, tall: number): string {
  let d = ''
  for (let at = x - tall; at < x + breadth; at += 16) {
    const corners: [number, number][] = [
      [at, y + tall],
      [at + 7, y + tall],
      [at + 7 + tall, y],
      [at + tall, y],
    ]
    const inside = corners.map(([px, py]) => `${Math.min(Math.max(px, x), x + breadth)} ${py}`)
    d += `M${inside.join('L')}z`
  }
  return d
}

async function findingSheet(card: CardOf<'finding'>): Promise<Drawn> {
  const { id, title, article, isOpen } = card
  const isHold = id.startsWith('h')
  const sheet = new Sheet(drawPlate(findingPlate(card), plateSize))
  await masthead(sheet, null)
  const nameAt = 152
  const size = 46
  if (isHold) sheet.shape(key(left, nameAt - 4, size), 'key')
  else sheet.shape(lozenge(left, nameAt - 4, size), 'opening')
  const name = await setText(findingName(id), 'display', tracking.display)
  const line = name.line(0, Number.POSITIVE_INFINITY)
  const x = left + size * 0.8 + 14
  sheet.line(outlineOf(line, x, nameAt + 35, 42), line.text)
  if (isOpen) {
    const from = x + line.width * 42 + 24
    const tall = 46
    sheet.shape(hatching(from, nameAt - 4, right - from, tall), 'opening')
    const open = await setText('Open', 'note', tracking.note)
    const word = open.line(0, Number.POSITIVE_INFINITY)
    sheet.shape(`M${from} ${nameAt - 4}h${word.width * 30 + 24}v${tall}H${from}z`, 'ground')
    sheet.line(outlineOf(word, from + 8, nameAt + 29, 30), word.text)
  }
  const leading = 1.2
  const from = fit(await setText(article, 'note', tracking.note), { width: right - left, height: 66, leading, largest: 26, smallest: 10 })
  const top = height - 58 - from.height
  sheet.shape(`M${left} ${top - 18}H${right}v2H${left}z`, 'line')
  sheet.lines(from, top - 4, leading, 0.94)
  await headline(sheet, title, 226, top - 40, 76)
  return sheet.svg()
}

async function topicSheet({ slug, name, load }: CardOf<'topic'>): Promise<Drawn> {
  const sheet = new Sheet(drawSheet(slug, load, plateSize))
  await masthead(sheet, 'Topic')
  await note(sheet, 'What breaks here, and what holds', left, height - 74, 26)
  await headline(sheet, name, 132, height - 130, 120)
  return sheet.svg()
}

/** The concept itself: six openings, five keys, and one that is not there. */
const sitePlate: PlateSpec = { seed: 'site', load: 'column', breaks: 6, holds: 5, open: 1, variant: 0, calm: false }

async function siteSheet(): Promise<Drawn> {
  const sheet = new Sheet(drawPlate(sitePlate, plateSize))
  const size = 96
  for (const [at, words] of ['What breaks', 'What holds'].entries()) {
    const set = await setText(words, 'display', -0.022)
    const line = set.line(0, Number.POSITIVE_INFINITY)
    const baseline = 220 + at * 116
    sheet.line(outlineOf(line, left, baseline, size), line.text)
    const x = left + line.width * size + 8
    if (at === 0) sheet.shape(stopOfBreaks(x, baseline, size), 'opening')
    else sheet.shape(stopOfHolds(x, baseline, size), 'key')
  }
  sheet.shape(`M${left} 398H${right}v6H${left}z`, 'line')
  const deck = 'Architecture decisions, failure analysis and production realities, for founders and CTOs'
  const room = { width: right - left, height: 120, leading: 1.25, largest: 34, smallest: 20 }
  sheet.lines(fit(await setText(deck, 'note', tracking.note), room), 432, 1.25, 0.95)
  return sheet.svg()
}

/** Draws a card as SVG: text as outlines, so that whatever turns it into a picture needs no font. */
export async function compose(card: Card): Promise<Drawn> {
  switch (card.kind) {
    case 'article':
      return articleSheet(card)
    case 'finding':
      return findingSheet(card)
    case 'topic':
      return topicSheet(card)
    case 'site':
      return siteSheet()
  }
}
