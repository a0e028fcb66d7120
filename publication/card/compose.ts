import { findingName } from '../article/index.ts'
import { drawFinding, drawPlate, drawSheet, type FindingKind, type PlateSpec } from '../plate/index.ts'
import { type Card, type CardOf, heldInWords } from './card.ts'
import { hatching, key, lozenge, seamLine, stopOfBreaks, stopOfHolds } from './marks.ts'
import { type Drawn, displayText, noteText, panel, plateSize, Sheet } from './sheet.ts'
import { fitInto } from './text/fit.ts'

const { left, right, bottom } = panel
const breadth = right - left

/** The wordmark over a rule, and in its line what the card belongs to. */
async function masthead(sheet: Sheet, beside: string | null): Promise<void> {
  const [size, baseline] = [28, 84]
  let x = left
  x += sheet.line(await displayText('What breaks'), x, baseline, size) + 3
  sheet.shape(stopOfBreaks(x, baseline, size * 1.15), 'opening')
  x += 17
  x += sheet.line(await displayText('What holds'), x, baseline, size) + 3
  sheet.shape(stopOfHolds(x, baseline, size * 1.15), 'key')
  sheet.shape(`M${left} 104H${right}v3H${left}z`, 'line')
  if (beside === null) return
  // Names of topics are short, or they get small: they keep to their one line.
  const text = await noteText(beside)
  const room = right - x - 36
  const most = Math.min(24, room / text.line(0, Number.POSITIVE_INFINITY).width)
  sheet.line(text, right - text.line(0, Number.POSITIVE_INFINITY).width * most, baseline, most)
}

/** The title, as large as it fits between two heights. */
async function headline(sheet: Sheet, title: string, from: number, to: number, largest = 86): Promise<void> {
  sheet.lines(fitInto(await displayText(title), { width: breadth, height: to - from, largest, smallest: 12 }), from)
}

async function articleSheet({ title, topic, plate, held }: CardOf<'article'>): Promise<Drawn> {
  const sheet = new Sheet(drawPlate(plate, plateSize))
  await masthead(sheet, topic)
  const words = heldInWords(held)
  const foot = bottom - 44
  const seam = seamLine(held, plate.holds, left, foot)
  if (seam) {
    sheet.shape(seam.openings, 'opening')
    sheet.shape(seam.keys, 'key')
    if (seam.dot) sheet.dot(seam.dot.x, seam.dot.y, seam.dot.radius, 'key')
  }
  if (words !== '') sheet.line(await noteText(words), left + (seam ? seam.width + 18 : 0), foot + 26, 26)
  await headline(sheet, title, 132, words === '' ? bottom : foot - 26)
  return sheet.drawn()
}

const kindOf = ({ id, isOpen }: CardOf<'finding'>): FindingKind =>
  id.startsWith('h') ? 'hold' : isOpen ? 'open' : 'held'

/** `Break 3` with its mark; what is open is hatched, and says so. */
async function nameLine(sheet: Sheet, id: string, kind: FindingKind, top: number): Promise<void> {
  const tall = 46
  sheet.shape(kind === 'hold' ? key(left, top, tall) : lozenge(left, top, tall), kind === 'hold' ? 'key' : 'opening')
  const x = left + tall * 0.8 + 14
  const end = x + sheet.line(await displayText(findingName(id)), x, top + 38, 42) + 26
  if (kind !== 'open') return
  const words = end + sheet.line(await noteText('Open'), end, top + 35, 34) + 16
  sheet.shape(hatching(words, top + 2, right - words, tall - 4), 'opening')
}

async function findingSheet(card: CardOf<'finding'>): Promise<Drawn> {
  const { slug, id, title, article, load } = card
  const kind = kindOf(card)
  const sheet = new Sheet(drawFinding(kind, `${slug}.${id}`, load, plateSize))
  await masthead(sheet, 'Failure index')
  await nameLine(sheet, id, kind, 134)
  const from = fitInto(await noteText(article), { width: breadth, height: 66, leading: 1.2, largest: 26, smallest: 10 })
  const top = bottom - from.height + 4
  sheet.shape(`M${left} ${Math.round(top) - 16}H${right}v2H${left}z`, 'line')
  sheet.lines(from, top)
  await headline(sheet, title, 212, top - 36, 76)
  return sheet.drawn()
}

async function topicSheet({ slug, name, load }: CardOf<'topic'>): Promise<Drawn> {
  const sheet = new Sheet(drawSheet(slug, load, plateSize))
  await masthead(sheet, 'Topic')
  sheet.line(await noteText('What breaks here, and what holds'), left, bottom - 18, 26)
  await headline(sheet, name, 132, bottom - 70, 120)
  return sheet.drawn()
}

/** The concept itself: six openings, five keys, and one that is not there. */
const sitePlate: PlateSpec = { seed: 'site', load: 'column', breaks: 6, holds: 4, open: 1, variant: 0, calm: false }

async function siteSheet(): Promise<Drawn> {
  const sheet = new Sheet(drawPlate(sitePlate, plateSize))
  const size = 80
  const stops = [stopOfBreaks, stopOfHolds]
  for (const [at, words] of ['What breaks', 'What holds'].entries()) {
    const baseline = 214 + at * 104
    const end = left + sheet.line(await displayText(words), left, baseline, size) + 8
    sheet.shape(stops[at]?.(end, baseline, size) ?? '', at === 0 ? 'opening' : 'key')
  }
  sheet.shape(`M${left} 372H${right}v6H${left}z`, 'line')
  const deck = 'Architecture decisions, failure analysis and production realities, for founders and CTOs'
  const room = { width: breadth, height: 130, leading: 1.25, largest: 34, smallest: 20 }
  sheet.lines(fitInto(await noteText(deck), room), 406)
  return sheet.drawn()
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
