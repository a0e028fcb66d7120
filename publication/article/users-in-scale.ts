/** Nouns that each stand for somebody who uses the system: a tenant or a customer is one user or more. */
const people = new Set(
  [
    'user customer tenant holder member subscriber seller buyer visitor player reader employee student patient',
    'merchant shopper depositor guest person',
  ]
    .join(' ')
    .split(' ')
    .flatMap((noun) => [noun, `${noun}s`])
    .concat('people'),
)

/** Words that may stand between a number and its noun without changing what is counted. */
const between = new Set(
  'active daily weekly monthly concurrent simultaneous paying registered new more other different real first'.split(
    ' ',
  ),
)

/** Before a number they say that it is a share, a rate or a limit from above, and so no point at which something begins. */
const notFrom = new Set('per every each in under below fewer less than within before until up < ≤ %'.split(' '))
const more = new Set(['more', 'over', 'above', 'beyond', 'greater'])

const ones =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen'
const cardinals = new Map<string, number>([
  ...`${ones} eighteen nineteen`.split(' ').map((word, index) => [word, index + 1] as const),
  ...'twenty thirty forty fifty sixty seventy eighty ninety'
    .split(' ')
    .map((word, index) => [word, (index + 2) * 10] as const),
  // More than one, which is all that is sure of them.
  ...['few', 'several', 'couple'].map((word) => [word, 2] as const),
])
const scales = new Map<string, number>([
  ['dozen', 12],
  ['hundred', 100],
  ['k', 1e3],
  ['thousand', 1e3],
  ['m', 1e6],
  ['million', 1e6],
  ['bn', 1e9],
  ['billion', 1e9],
])
/** “hundreds” are two hundred at the least. */
const plurals = new Map<string, number>([
  ['tens', 20],
  ...[...scales].map(([word, by]) => [`${word}s`, 2 * by] as const),
])
const ordinals = new Map<string, number>([
  ...'second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'
    .split(' ')
    .map((word, index) => [word, index + 2] as const),
  ['hundredth', 100],
  ['thousandth', 1e3],
  ['millionth', 1e6],
])

const most = 2_000_000_000

const tokensOf = (scale: string): string[] =>
  scale
    .normalize('NFKC')
    .toLowerCase()
    .match(/\d+(?:[,'’ ]\d{3}(?!\d))*(?:\.\d+)?|\p{L}+|[^\s\p{L}\d-]/gu) ?? []

const isDigits = (token: string | undefined): boolean => token !== undefined && /^\d/.test(token)

type Found = { value: number; start: number; end: number }

/** The number that begins with this token, in words or digits; `end` is the token after it. */
function numberAt(tokens: readonly string[], start: number): Found | null {
  const at = (index: number): string => tokens[index] ?? ''
  const ordinal = ordinals.get(at(start))
  if (ordinal !== undefined) return { value: ordinal, start, end: start + 1 }
  let end = start
  let whole = 0
  let part: number | null = null
  for (; ; end++) {
    const word = at(end)
    const [small, scale, plural] = [cardinals.get(word), scales.get(word), plurals.get(word)]
    if (isDigits(word)) {
      if (part !== null || whole > 0) break
      part = Number(word.replaceAll(/[,'’ ]/g, ''))
      if (/^(st|nd|rd|th)$/.test(at(end + 1))) return part < 2 ? null : { value: part, start, end: end + 2 }
    } else if (small !== undefined) part = (part ?? 0) + small
    else if (scale !== undefined) {
      if (part === null && whole === 0 && !/^(a|an|first)$/.test(at(end - 1))) break
      if (scale < 1e3) part = (part ?? 1) * scale
      else [whole, part] = [whole + (part ?? 1) * scale, null]
    } else if (plural !== undefined) {
      if (part !== null || whole > 0) break
      const of = at(end + 1) === 'of' ? plurals.get(at(end + 2)) : undefined
      return of === undefined
        ? { value: plural, start, end: end + 1 }
        : { value: (plural * of) / 2, start, end: end + 3 }
    } else if (!(word === 'and' && (part ?? whole) >= 100 && cardinals.has(at(end + 1)))) break
  }
  const value = whole + (part ?? 0)
  return end === start
    ? null
    : { value: at(start - 1) === 'a' && at(start - 2) === 'half' ? value / 2 : value, start, end }
}

/** Whether the words after a number say that it counts people. */
function countsPeople(tokens: readonly string[], end: number): boolean {
  let at = end
  if (tokens[at] === '+') at++
  if (tokens[at] === 'or' && tokens[at + 1] === 'more') at += 2
  if (tokens[at] === 'of') at++
  for (let skipped = 0; skipped < 2 && between.has(tokens[at] ?? ''); skipped++) at++
  return people.has(tokens[at] ?? '')
}

/** Where the words of a number begin that is meant from above, as a rate or as a share. */
function isNoBeginning(tokens: readonly string[], start: number): boolean {
  const [before = '', earlier = ''] = [tokens[start - 1], tokens[start - 2]]
  if (/^(a|an|the|about|to|most)$/.test(before)) return before === 'most' || isNoBeginning(tokens, start - 1)
  return notFrom.has(before) && !(before === 'than' && more.has(earlier))
}

/**
 * From how many users on a break bites, as far as the words of its scale say so: the least number of people that they
 * count. “The second tenant” is 2, “hundreds of users” 200, “100 to 1,000 users” 100. Rows, payments, requests and
 * events count nobody, and “the first customer” is an event: they give 0, for whatever the number of users.
 * @returns 0, or 1 to 2,000,000,000
 */
export function usersInScale(scale: string | null): number {
  const tokens = tokensOf((scale ?? '').slice(0, 400))
  let least = 0
  let before: Found | null = null
  for (let start = 0; start < tokens.length; start++) {
    const found = numberAt(tokens, start)
    if (!found) continue
    const gap = tokens.slice(before?.end, start).join(' ')
    const begins = before && /^(|to|–|—|and|or)$/.test(gap) ? before : found
    if (countsPeople(tokens, found.end) && !isNoBeginning(tokens, begins.start)) {
      const value = Math.min(most, Math.floor(Math.min(begins.value, found.value)))
      if (value >= 1) least = least === 0 ? value : Math.min(least, value)
    }
    before = found
    start = found.end - 1
  }
  return least
}
