import { type FamilyName, fontWith, type LoadedFont, mayHave } from './faces.ts'

/** A part of a text that one font draws. */
export type FontRun = { from: number; to: number; font: LoadedFont }

/** What a text is set in first: titles in the display face, everything else in the narrow one. */
export type Voice = 'display' | 'note'

const ignorable = /^[\p{Default_Ignorable_Code_Point}\p{Cc}]$/u
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Han characters are drawn in the manner of the text's own language, as far as it shows itself. */
function hanFamilies(text: string): FamilyName[] {
  if (/[\p{sc=Hira}\p{sc=Kana}]/u.test(text)) return ['jp', 'sc', 'tc', 'kr']
  if (/\p{sc=Hang}/u.test(text)) return ['kr', 'jp', 'sc', 'tc']
  const han = [...new Set(text.match(/\p{sc=Han}/gu) ?? [])].map((letter) => letter.codePointAt(0) ?? 0)
  const best = (['sc', 'tc'] as const).find((family) => han.every((code) => mayHave(family, code))) ?? 'sc'
  return [best, ...(['sc', 'tc', 'jp', 'kr'] as const).filter((family) => family !== best)]
}

/** Families in the order in which they are asked for a character. */
function stackFor(text: string, voice: Voice): FamilyName[] {
  const own: FamilyName[] = voice === 'display' ? ['besley', 'stix'] : ['archivo', 'stix']
  return [...own, 'hebrew', 'arabic', ...hanFamilies(text), 'emoji', 'unifont']
}

async function firstWith(stack: FamilyName[], codes: readonly number[]): Promise<LoadedFont | null> {
  for (const family of stack) {
    const font = await fontWith(family, codes)
    if (font) return font
  }
  return null
}

const codesOf = (text: string): number[] =>
  [...text].filter((letter) => !ignorable.test(letter)).map((letter) => letter.codePointAt(0) ?? 0)

/** A text in which every character has a font that draws it. */
export type Drawable = { text: string; runs: FontRun[] }

/**
 * Finds a font for each character, whole clusters first: an accent belongs to its letter. What no font has at all
 * becomes U+FFFD, which is a sign that something stands there.
 */
export async function drawable(given: string, voice: Voice): Promise<Drawable> {
  const stack = stackFor(given, voice)
  const emojiFirst: FamilyName[] = ['emoji', ...stack]
  const runs: FontRun[] = []
  let text = ''
  const add = (part: string, font: LoadedFont) => {
    const last = runs.at(-1)
    if (last?.font.key === font.key) last.to += part.length
    else runs.push({ from: text.length, to: text.length + part.length, font })
    text += part
  }
  for (const { segment } of graphemes.segment(given)) {
    const isPicture = /\p{Emoji_Presentation}|\uFE0F/u.test(segment)
    const whole = await firstWith(isPicture ? emojiFirst : stack, codesOf(segment))
    if (whole) {
      add(segment, codesOf(segment).length > 0 ? whole : (runs.at(-1)?.font ?? whole))
      continue
    }
    for (const letter of segment) {
      const font = await firstWith(stack, codesOf(letter))
      if (font) add(letter, font)
      else add('\uFFFD', (await firstWith(stack, [0xff_fd])) as LoadedFont)
    }
  }
  return { text, runs }
}
