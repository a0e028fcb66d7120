import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { directiveOf, type Run } from '../../../public/directive.js'

type Piece = string | { aside: string }

/** Runs of a page; `[` and `]` stand around what is selected. */
function page(...pieces: Piece[]): Run[] {
  let isPicked = false
  return pieces.map((piece, index) => {
    const marked = typeof piece === 'string' ? piece : piece.aside
    let text = ''
    let [from, to] = isPicked ? [0, 0] : [-1, 0]
    for (const sign of marked) {
      if (sign === '[') [from, isPicked] = [text.length, true]
      else if (sign === ']') [to, isPicked] = [text.length, false]
      else text += sign
    }
    if (isPicked) to = text.length
    const next = pieces[index + 1]
    const glued = typeof next === 'object' && /^\d/.test(next.aside)
    return { text, from: Math.max(0, from), to: from < 0 ? 0 : to, aside: typeof piece === 'object', glued }
  })
}

/** A directive as a browser reads it (2.1 and 3.5.2 of the report). */
function read(directive: string | null) {
  const parts = directive?.replace(/^text=/, '').split(',') ?? []
  const prefix = parts[0]?.endsWith('-') ? parts.shift()?.slice(0, -1) : undefined
  const suffix = parts.at(-1)?.startsWith('-') ? parts.pop()?.slice(1) : undefined
  const [start, end] = parts
  const plain = (text: string | undefined) => (text === undefined ? undefined : decodeURIComponent(text))
  return { prefix: plain(prefix), start: plain(start), end: plain(end), suffix: plain(suffix) }
}
const said = (...pieces: Piece[]) =>
  Object.fromEntries(Object.entries(read(directiveOf(page(...pieces)))).filter(([, value]) => value !== undefined))

describe('a text directive', () => {
  it('quotes a short text whole, in whole words, without the white space around it', () => {
    expect(said('A worker ta[kes the mes]sage.')).toEqual({ start: 'takes the message' })
    expect(said('One.[ Two is here. ]Three.')).toEqual({ start: 'Two is here.' })
  })

  it('has its own signs encoded, and what would end a link in a text', () => {
    expect(directiveOf(page('[At-least-once, 100% & “sure” (it is!).]'))).toBe(
      'text=At%2Dleast%2Donce%2C%20100%25%20%26%20%E2%80%9Csure%E2%80%9D%20%28it%20is%21%29%2E',
    )
  })

  it('says what stands beside a text that is there more than once', () => {
    expect(said('The queue grows.', 'When [the queue] grows, look.')).toEqual({
      prefix: 'When',
      start: 'the queue',
      suffix: 'grows, look.',
    })
    expect(said('The queue', '[The queue]', 'It grows.')).toEqual({
      prefix: 'The queue',
      start: 'The queue',
      suffix: 'It grows.',
    })
  })

  it('takes nothing from beyond a sign that stands between', () => {
    expect(said('What to buy', 'One would like [to buy]:', 'Many systems.')).toEqual({
      prefix: 'would like',
      start: 'to buy',
    })
  })

  it('names the first and last words of a long text, and of one in several blocks', () => {
    const long =
      'Delivery is guarded by a promise that was never made by anybody who knew what the broker does. '.repeat(2)
    expect(said(`[${long}Once.]`)).toEqual({ start: 'Delivery is guarded', end: 'broker does. Once.' })
    expect(said('First [of all it runs.', 'Then it', 'stops there at last] again.')).toEqual({
      start: 'of all it',
      end: 'there at last',
    })
  })

  it('steps over what not everybody is shown, and over a word that the digit of a note runs into', () => {
    expect(said('It [runs twice', { aside: '1' }, { aside: 'A source' }, ' and then] stops.')).toEqual({
      start: 'runs',
      end: 'and then',
    })
    expect(said('[It runs twice.]', { aside: '1' }, ' Then.')).toEqual({ start: 'It runs twice.' })
    expect(said('[twice]', { aside: '1' })).toEqual({})
  })

  it('begins a little later where a selection begins with what is said in many places', () => {
    expect(said('Hold 3', 'Cost', 'Other.', 'Hold [3', 'Cost', 'a rota', 'and a tool]')).toEqual({
      start: 'a rota',
      end: 'and a tool',
    })
  })

  it('is none where nothing would be sure to lead there, and where no word is', () => {
    expect(directiveOf(page('Same.', 'Same.', '[Same.]', 'Same.', 'Same.'))).toBeNull()
    expect(directiveOf(page('A [—] b'))).toBeNull()
    expect(directiveOf(page('Nothing is selected.'))).toBeNull()
    expect(directiveOf([])).toBeNull()
  })
})

/** Where a browser finds a directive first: white space between the parts, whole words, no regard to case. */
function found(runs: Run[], { prefix, start, end, suffix }: ReturnType<typeof read>) {
  // One line for the whole page: a block's edge is white space to whoever compares.
  const text = runs
    .map((run) => run.text)
    .join('\n')
    .toLowerCase()
  const isWordLike = (at: number) => /[\p{L}\p{N}]/u.test(text[at] ?? '')
  const isEdge = (at: number) => !(isWordLike(at - 1) && isWordLike(at))
  for (
    let at = text.indexOf(start?.toLowerCase() ?? '\0');
    at >= 0;
    at = text.indexOf(start?.toLowerCase() ?? '', at + 1)
  ) {
    const after = at + (start?.length ?? 0)
    if (!isEdge(at) || (!end && !isEdge(after))) continue
    if (prefix && !text.slice(0, at).trimEnd().endsWith(prefix.toLowerCase())) continue
    const isFollowed = (place: number) => !suffix || text.slice(place).trimStart().startsWith(suffix.toLowerCase())
    if (!end) {
      if (isFollowed(after)) return [at, after]
      continue
    }
    for (let stop = text.indexOf(end.toLowerCase(), after); stop >= 0; stop = text.indexOf(end.toLowerCase(), stop + 1))
      if (isEdge(stop + end.length) && isFollowed(stop + end.length)) return [at, stop + end.length]
    return null
  }
  return null
}

describe('whatever is selected', () => {
  const word = fc.constantFrom(
    'a',
    'the',
    'queue',
    'queues',
    'runs',
    'twice',
    'at-least-once',
    'Job,',
    'é',
    '100%',
    '(it)',
  )
  const block = fc.array(word, { minLength: 1, maxLength: 30 }).map((words) => words.join(' '))

  it('is led to or not named at all', () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 6 }), fc.nat(), fc.nat(), (blocks, one, two) => {
        const whole = blocks.join('\n')
        const [from, to] = [one % (whole.length + 1), two % (whole.length + 1)].sort((a, b) => a - b) as [
          number,
          number,
        ]
        let before = 0
        const runs = blocks.map((text): Run => {
          const [start, end] = [from - before, to - before].map((at) => Math.min(text.length, Math.max(0, at))) as [
            number,
            number,
          ]
          before += text.length + 1
          return { text, from: start, to: end, aside: false, glued: false }
        })
        const directive = directiveOf(runs)
        if (directive === null) return
        const place = found(runs, read(directive))
        expect(place, directive).not.toBeNull()
        const [first = 0, last = 0] = place ?? []
        const selected = whole.slice(from, to)
        // What is led to has the selection in it, its words made whole; of several blocks it may leave out the first two.
        const wordsOf = (lines: string[]) =>
          (/[\p{L}\p{N}](?:.*[\p{L}\p{N}])?/su.exec(lines.join('\n'))?.[0] ?? '').replace(/\s+/g, ' ')
        const led = whole.slice(first, last).replace(/\s+/g, ' ')
        const lines = selected.split('\n').filter((line) => wordsOf([line]) !== '')
        const least = lines.slice(Math.min(2, lines.length - 1))
        expect(led).toContain(wordsOf(least))
      }),
      { numRuns: 2_000 },
    )
  })
})
