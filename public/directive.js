// Says which words of a page are meant, as a text directive does (https://wicg.github.io/scroll-to-text-fragment/): so
// that the first text it can mean is theirs, in every browser and at every width.

/**
 * Text that browsers search in one piece, white space collapsed; `from` to `to` is what is selected of it. `aside` is not
 * shown to everybody, or not read as text; `glued` runs on into such text without a space.
 * @typedef {{ text: string, from: number, to: number, aside: boolean, glued: boolean }} Run
 */
/** Part of a run. @typedef {{ at: number, from: number, to: number }} Part */
/** @typedef {{ start: string, end?: string, prefix?: string, suffix?: string }} Directive */

/** Longest text that is quoted whole; of a longer one only its first and last words, so that addresses stay short. */
const mostQuoted = 120
const mostWords = 12

const segmenter = new Intl.Segmenter('en', { granularity: 'word' })

/** @param {string} text Where its words begin and end. */
const wordsOf = (text) =>
  [...segmenter.segment(text)].flatMap(({ segment, index, isWordLike }) =>
    isWordLike ? [/** @type {[number, number]} */ ([index, index + segment.length])] : [],
  )

/**
 * A part brought to whole words, without white space around it; nothing when it has no word.
 * @param {Run[]} runs
 * @param {Part} part
 * @returns {Part | null}
 */
function toWords(runs, { at, from, to }) {
  const { text, glued } = /** @type {Run} */ (runs[at])
  const words = wordsOf(text).filter(([start, end]) => start < to && end > from)
  const [first, last] = [words[0], words.at(-1)]
  if (!first || !last) return null
  const [start, end] = [Math.min(from, first[0]), Math.max(to, last[1])]
  const whole = {
    at,
    from: end - text.slice(start, end).trimStart().length,
    to: start + text.slice(start, end).trimEnd().length,
  }
  // Browsers look for whole words, and the digit of a note makes another word of the one before it.
  if (!glued || whole.to < text.length || last[1] < whole.to) return whole
  const before = words.at(-2)
  return before ? { ...whole, to: before[1] } : null
}

/** @param {Run[]} runs @param {Part | null} part */
const wordsIn = (runs, part) => (part ? (runs[part.at]?.text.slice(part.from, part.to) ?? '') : '')

/**
 * The first words of a part, or its last ones.
 * @param {Run[]} runs
 * @param {Part} part
 * @param {number} count
 * @param {boolean} [fromEnd]
 */
function some(runs, { at, from, to }, count, fromEnd = false) {
  const words = wordsOf(runs[at]?.text ?? '').filter(([start, end]) => start >= from && end <= to)
  if (words.length <= count) return { at, from, to }
  return fromEnd ? { at, from: words.at(-count)?.[0] ?? from, to } : { at, from, to: words[count - 1]?.[1] ?? to }
}

/**
 * Words before or after a place: of its own run or, at an edge of that, of the next one, unless something stands between
 * that not everybody is shown.
 * @param {Run[]} runs
 * @param {Part} part
 * @param {number} count
 * @param {-1 | 1} side
 */
function beside(runs, { at, from, to }, count, side) {
  const here = runs[at]
  const [next, other] = [at + side, runs[at + side]]
  const own = here && toWords(runs, side < 0 ? { at, from: 0, to: from } : { at, from: to, to: here.text.length })
  if (own && (side < 0 ? own.to <= from : own.from >= to)) return wordsIn(runs, some(runs, own, count, side < 0))
  // A sign without a word in it stands between as well.
  const rest = side < 0 ? here?.text.slice(0, from) : here?.text.slice(to)
  if (rest?.trim() || !other || other.aside) return ''
  const part = toWords(runs, { at: next, from: 0, to: other.text.length })
  // A run's last word that is glued to a note is left out, and then it is not what stands beside the place.
  if (!part || (side < 0 && part.to < other.text.trimEnd().length)) return ''
  return wordsIn(runs, some(runs, part, count, side < 0))
}

/** @param {string} text */
const folded = (text) => (text.toLowerCase().length === text.length ? text.toLowerCase() : text)

/** @param {string} text @param {string} words */
function* placesOf(text, words) {
  for (let place = text.indexOf(words); place >= 0; place = text.indexOf(words, place + 1)) yield place
}

/**
 * Whether the first text that a directive can mean is this one. Searches what any reader may be shown, without regard to
 * the edges of words, and so sees more than a browser does.
 * @param {Run[]} runs
 * @param {Directive} directive
 * @param {Part} first
 * @param {Part} last
 */
function leadsTo(runs, directive, first, last) {
  const texts = runs.map(({ text }) => folded(text))
  const { start, end, prefix, suffix } = {
    start: folded(directive.start),
    end: directive.end && folded(directive.end),
    prefix: directive.prefix && folded(directive.prefix),
    suffix: directive.suffix && folded(directive.suffix),
  }
  /** @param {number} at @param {number} place */
  const isAfter = (at, place) => {
    if (!prefix) return true
    const before = texts[at]?.slice(0, place).trimEnd() ?? ''
    return (before || (texts[at - 1]?.trimEnd() ?? '')).endsWith(prefix)
  }
  /** @param {number} at @param {number} place */
  const isBefore = (at, place) => {
    if (!suffix) return true
    const after = texts[at]?.slice(place).trimStart() ?? ''
    return (after || (texts[at + 1]?.trimStart() ?? '')).startsWith(suffix)
  }
  for (const [at, text] of texts.entries())
    for (const place of placesOf(text, start)) {
      if (!isAfter(at, place)) continue
      if (!end && !isBefore(at, place + start.length)) continue
      if (at !== first.at || place !== first.from) return false
      if (!end) return true
      for (const [beyond, rest] of texts.entries())
        for (const stop of beyond < at ? [] : placesOf(rest, end)) {
          if (beyond === at && stop < place + start.length) continue
          if (isBefore(beyond, stop + end.length)) return beyond === last.at && stop + end.length === last.to
        }
      return false
    }
  return false
}

/**
 * Ever more precise ways to say which text is meant.
 * @param {Run[]} runs
 * @param {Part} first
 * @param {Part} last
 * @returns {Generator<Directive>}
 */
function* waysToSay(runs, first, last) {
  const isOne = first === last
  /** @param {number} count */
  const around = (count) => ({ prefix: beside(runs, first, count, -1), suffix: beside(runs, last, count, 1) })
  if (isOne && first.to - first.from <= mostQuoted) {
    const start = wordsIn(runs, first)
    yield { start }
    for (let count = 2; count <= mostWords; count += 2) yield { start, ...around(count) }
    return
  }
  for (let count = 3; count <= mostWords; count += 1) {
    const [head, tail] = [some(runs, first, count), some(runs, last, count, true)]
    // In one run the two must not share a word.
    if (isOne && head.to > tail.from) return
    const said = { start: wordsIn(runs, head), end: wordsIn(runs, tail) }
    yield said
    if (count > 4) yield { ...said, ...around(count - 2) }
  }
}

/** @param {string} words Dashes, commas and ampersands are signs of the directive; others would end a link in a text. */
const coded = (words) =>
  encodeURIComponent(words.toWellFormed?.() ?? words).replace(
    /[-.!~*'()]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/**
 * The text directive that leads to what is selected of these runs, `text=…`; nothing when no words would be sure to.
 * @param {Run[]} runs
 * @returns {string | null}
 */
export function directiveOf(runs) {
  const parts = runs.flatMap(({ from, to, aside }, at) => {
    const part = aside || from >= to ? null : toWords(runs, { at, from, to })
    return part ? [part] : []
  })
  const last = parts.at(-1)
  /** @param {Part[]} some */
  const lengthOf = (some) => some.reduce((sum, { from, to }) => sum + to - from, 0)
  // What a selection begins with may be said in many places, as labels are: then it is led to just after it.
  for (const [index, first] of parts.slice(0, 3).entries()) {
    if (!last || lengthOf(parts.slice(index)) * 2 < lengthOf(parts)) break
    for (const directive of waysToSay(runs, first, last)) {
      if (!leadsTo(runs, directive, first, last)) continue
      const { start, end, prefix, suffix } = directive
      const said = [prefix && `${coded(prefix)}-`, coded(start), end && coded(end), suffix && `-${coded(suffix)}`]
      return `text=${said.filter(Boolean).join(',')}`
    }
  }
  return null
}
