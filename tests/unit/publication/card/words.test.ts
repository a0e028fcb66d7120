import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cardSize } from '#publication/card/card.ts'
import { compose } from '#publication/card/compose.ts'
import { fitInto } from '#publication/card/text/fit.ts'
import { setText } from '#publication/card/text/set-text.ts'
import { hardTitles, seedCards, withTitle } from './cards.ts'

/** Pixels at every edge that may be cropped. */
const safe = 48
/** What may lie on each other: marks of one line reach between the letters of the next. */
const touching = 4

type Words = Awaited<ReturnType<typeof compose>>['words']

const bare = (text: string) => text.normalize('NFC').replace(/[\s\p{Cc}\p{Cs}\u202D\u202E\uFFF9-\uFFFB]/gu, '')

function expectWhole(words: Words, title: string): void {
  for (const { text, box } of words) {
    expect(box.left, text).toBeGreaterThanOrEqual(safe)
    expect(box.top, text).toBeGreaterThanOrEqual(safe)
    expect(box.right, text).toBeLessThanOrEqual(cardSize.width - 500 - 20)
    expect(box.bottom, text).toBeLessThanOrEqual(cardSize.height - safe)
  }
  for (const [at, one] of words.entries())
    for (const other of words.slice(at + 1)) {
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
      expect(Math.min(across, down), `“${one.text}” and “${other.text}”`).toBeLessThanOrEqual(touching)
    }
  expect(bare(words.map(({ text }) => text).join(''))).toContain(bare(title))
}

const titles = [...seedCards.map(({ title }) => [title, title]), ...Object.entries(hardTitles)] as [string, string][]

describe('the words on a card', () => {
  it.each(titles)('are all there, within the edges and apart: %s', { timeout: 20_000 }, async (_name, title) => {
    expectWhole((await compose(withTitle(title))).words, title)
  })

  it.each(titles)('have a glyph in some font: %s', { timeout: 20_000 }, async (_name, title) => {
    const line = (await setText(title, 'display')).line(0, Number.POSITIVE_INFINITY)
    expect(line.glyphs.filter(({ id }) => id === 0)).toEqual([])
    expect(line.text).not.toContain('\uFFFD')
  })

  it('are read from the right where they are written so, and stand at the right', async () => {
    for (const title of [hardTitles.Arabic, hardTitles.Hebrew]) {
      const text = await setText(title, 'display')
      expect(text.isRightToLeft).toBe(true)
      // Letters of a word come in the order of the eye: the first one stands rightmost.
      const { glyphs } = text.line(0, text.parts[0]?.to ?? 1)
      expect(glyphs.at(-1)?.x).toBeGreaterThan(glyphs[0]?.x ?? 0)
      const { words } = await compose(withTitle(title))
      const lines = words.filter((each) => bare(title).includes(bare(each.text)))
      for (const { box } of lines) expect(box.right).toBeGreaterThan(640)
    }
  })

  it('are joined in Arabic: a letter in a word is another glyph than alone', async () => {
    const ids = async (text: string) => (await setText(text, 'display')).line(0, 9).glyphs.map(({ id }) => id)
    const [alone, joined] = [await ids('ب'), await ids('ببب')]
    expect(new Set([...alone, ...joined]).size).toBeGreaterThan(2)
  })

  it('are broken between characters of Chinese and Japanese, never before a full stop', async () => {
    const text = await setText('队列在哪里失败。队列在哪里失败。', 'display')
    expect(text.parts.length).toBeGreaterThan(10)
    for (const { from, to } of text.parts) expect(text.line(from, to).text).not.toBe('。')
  })

  it('are broken inside only where a word is wider than the card at 40 px', async () => {
    const { words } = await compose(withTitle(hardTitles['one word of 79 letters']))
    const lines = words.filter(({ text }) => bare(hardTitles['one word of 79 letters']).includes(text))
    expect(lines.length).toBeGreaterThan(2)
    const whole = await compose(withTitle('Interoperability Characteristics'))
    expect(whole.words.some(({ text }) => text === 'Characteristics')).toBe(true)
  })

  it('leave out what would turn the rest around', async () => {
    expect((await setText('a\u202Elive', 'display')).line(0, 99).text).toBe('a live')
  })

  it('show that something stands there where no font has a letter', async () => {
    const line = (await setText('a\u{f0000}b', 'display')).line(0, 9)
    expect(line.text).toBe('a\uFFFDb')
    expect(line.glyphs.every(({ id }) => id !== 0)).toBe(true)
  })

  it('are never cut: what does not fit at the smallest size is refused', async () => {
    const text = await setText('W'.repeat(300), 'display')
    const room = { width: 100, height: 60, largest: 40, smallest: 12 }
    expect(() => fitInto(text, room)).toThrow('does not fit 100 × 60 px')
  })

  it('are set whatever a title holds', { timeout: 120_000 }, async () => {
    const letters = fc.oneof(
      { weight: 6, arbitrary: fc.string({ unit: 'grapheme-ascii', maxLength: 60 }) },
      { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
      { weight: 1, arbitrary: fc.constantFrom(...Object.values(hardTitles)) },
    )
    const title = fc.array(letters, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(' ').slice(0, 300))
    await fc.assert(
      fc.asyncProperty(title, async (given) => {
        const { words } = await compose(withTitle(given))
        for (const { box } of words) {
          expect(box.left).toBeGreaterThanOrEqual(safe)
          expect(box.right).toBeLessThanOrEqual(cardSize.width - 500)
          expect(box.top).toBeGreaterThanOrEqual(safe)
          expect(box.bottom).toBeLessThanOrEqual(cardSize.height - safe)
        }
      }),
      { numRuns: 60 },
    )
  })
})
