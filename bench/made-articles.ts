import { createHash } from 'node:crypto'

/** A generator of numbers from 0 to 1 that gives the same ones in every run (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const syllables = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu cra ble dri flo gra pre sto tri'.split(
  ' ',
)
const size = 6_000

/** Words by how often they stand: as in any language, the nth about 1/n as often as the first. */
const vocabulary: readonly string[] = (() => {
  const random = randomOf(7)
  const words = new Set<string>()
  while (words.size < size) {
    const count = 2 + Math.floor(random() * 3)
    words.add(Array.from({ length: count }, () => syllables[Math.floor(random() * syllables.length)]).join(''))
  }
  return [...words]
})()

const wordBy = (random: () => number): string => vocabulary[Math.floor(size ** random()) - 1] ?? ''
const sentence = (random: () => number, length: number): string => {
  const text = Array.from({ length }, () => wordBy(random)).join(' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const letters = '0123456789abcdefghjkmnpqrstvwxyz'
const idOf = (number: number): string => {
  let tail = ''
  for (let left = number; tail.length < 10; left = Math.floor(left / 32)) tail = letters[left % 32] + tail
  return `a_01bench000000000${tail}`.slice(0, 28)
}

/** An article as it lies in the public tables: about 2,500 words, eight findings. */
export type MadeArticle = {
  id: string
  slug: string
  title: string
  deck: string
  call: object
  findings: object[]
  body: object
  text: string
  digest: string
  publishedAt: Date
}

const paragraphs = 40
const breaks = 5

/** The article of that number, the same in every run. The higher the number, the older it is. */
export function madeArticle(number: number): MadeArticle {
  const random = randomOf(number + 1)
  const title = sentence(random, 9)
  const findings = Array.from({ length: breaks }, (_, at) => {
    const [title, shows, size] = [sentence(random, 6), sentence(random, 9), 10 ** (2 + Math.floor(random() * 4))]
    const isOfUsers = at % 2 === 0
    return {
      id: `b${at + 1}`,
      kind: 'break',
      title,
      shows,
      scale: `${size} ${isOfUsers ? 'users' : wordBy(random)}`,
      users: isOfUsers ? size : 0,
      cost: sentence(random, 5),
      status: at < 3 ? 'held' : 'open',
      heldBy: at < 3 ? [`h${at + 1}`] : [],
    }
  })
  const holds = Array.from({ length: 3 }, (_, at) => ({
    id: `h${at + 1}`,
    kind: 'hold',
    title: sentence(random, 6),
    answers: [`b${at + 1}`],
    cost: sentence(random, 4),
    verifiedSince: null,
  }))
  const texts = Array.from({ length: paragraphs }, () => `${sentence(random, 60)}.`)
  const children = texts.map((value) => ({ type: 'paragraph', children: [{ type: 'text', value }] }))
  const text = texts.join('\n\n')
  return {
    id: idOf(number),
    slug: `made-${number}`,
    title,
    deck: sentence(random, 20),
    call: {
      decision: sentence(random, 12),
      holdsWhen: sentence(random, 10),
      skipWhen: sentence(random, 10),
      costOfWrong: sentence(random, 10),
      undo: sentence(random, 5),
    },
    findings: [...findings, ...holds],
    body: { type: 'root', children },
    text,
    digest: `sha256-${createHash('sha256').update(text).digest('hex')}`,
    publishedAt: new Date(Date.UTC(2025, 0, 1) - number * 3_600_000),
  }
}

/** The failure index as readers narrow it: by letter, topic, status, size, words and scale, each alone and together. */
export function madeIndexQueries(count: number): string[] {
  const random = randomOf(98)
  const letter = () => 'abcdefghijklmnoprstuvwxyz'.charAt(Math.floor(random() * 25))
  const forms = [
    () => `letter=${letter()}&status=open`,
    () => `q=${wordBy(random)}`,
    () => `topic=scale&users=${10 ** (2 + Math.floor(random() * 4))}&letter=${letter()}`,
    () => `scale=${10 ** (2 + Math.floor(random() * 4))}&status=held&letter=${letter()}`,
    () => `q=${wordBy(random)}&by=date&status=open`,
  ]
  return Array.from({ length: count }, (_, at) => forms[at % forms.length]?.() ?? '')
}

/** What readers look for: one word, rare or common, two words, a phrase, a word too many. */
export function madeQueries(count: number): string[] {
  const random = randomOf(99)
  const forms = [
    () => wordBy(random),
    () => `${wordBy(random)} ${wordBy(random)}`,
    () => vocabulary[100 + Math.floor(random() * 3_000)] ?? '',
    () => `${wordBy(random)} -${vocabulary[Math.floor(random() * 50)]}`,
    () => `"${wordBy(random)} ${wordBy(random)}"`,
  ]
  return Array.from({ length: count }, (_, at) => forms[at % forms.length]?.() ?? '')
}
