/** Where a block stands: at the root of an article, inside a break or hold, or inside a callout or step. */
export type Where = 'root' | 'finding' | 'aside'

type Kind = {
  /** A container holds blocks (`:::name`), a leaf holds none (`::name`). */
  form: 'container' | 'leaf'
  /** Attributes in the order in which they are written, with the most characters each may have. */
  attributes: Readonly<Record<string, number>>
  required: readonly string[]
  where: readonly Where[]
  /** How it begins, for those who wrote something else. */
  example: string
}

/**
 * The one list of blocks that Markdown itself does not have. What the editor offers, what the normal form accepts and
 * what every rendering knows are held equal to it. `step` and `figure` stand only in the block that holds them.
 */
export const kinds = {
  break: {
    form: 'container',
    attributes: { id: 5, title: 200, shows: 400, scale: 200, cost: 400, status: 4 },
    required: ['title'],
    where: ['root'],
    example: ':::break{#b1 title="…"}',
  },
  hold: {
    form: 'container',
    attributes: { id: 5, answers: 600, title: 200, cost: 400, verified: 10 },
    required: ['title'],
    where: ['root'],
    example: ':::hold{#h1 answers="b1" title="…"}',
  },
  callout: {
    form: 'container',
    attributes: { kind: 5, title: 200 },
    required: [],
    where: ['root', 'finding'],
    example: ':::callout{kind="break" title="…"}',
  },
  decision: {
    form: 'container',
    attributes: { title: 200, pick: 3 },
    required: [],
    where: ['root', 'finding'],
    example: ':::decision{title="…" pick="1"}',
  },
  table: {
    form: 'container',
    attributes: { caption: 300, scope: 3 },
    required: [],
    where: ['root', 'finding'],
    example: ':::table{caption="…" scope="row"}',
  },
  pullquote: { form: 'container', attributes: {}, required: [], where: ['root'], example: ':::pullquote' },
  figures: {
    form: 'container',
    attributes: { title: 200 },
    required: [],
    where: ['root'],
    example: ':::figures{title="…"}',
  },
  figure: {
    form: 'leaf',
    attributes: { value: 40, label: 200, basis: 300 },
    required: ['value', 'label'],
    where: [],
    example: '::figure{value="126 ms" label="…"}',
  },
  steps: {
    form: 'container',
    attributes: { title: 200 },
    required: [],
    where: ['root', 'finding'],
    example: '::::steps{title="…"}',
  },
  step: {
    form: 'container',
    attributes: { title: 200 },
    required: ['title'],
    where: [],
    example: ':::step{title="…"}',
  },
  diagram: {
    form: 'container',
    attributes: { title: 200 },
    required: ['title'],
    where: ['root', 'finding'],
    example: ':::diagram{title="…"}',
  },
  card: {
    form: 'leaf',
    // In a file `to` is a path: /articles/, a slug of up to 120 characters and a finding.
    attributes: { to: 160, url: 2000, title: 200, description: 400, publisher: 120 },
    required: [],
    where: ['root', 'finding'],
    example: '::card{url="https://…" title="…"}',
  },
} as const satisfies Record<string, Kind>

export type KindName = keyof typeof kinds
export type ContainerKind = {
  [Name in KindName]: (typeof kinds)[Name]['form'] extends 'container' ? Name : never
}[KindName]

export const isKind = (name: unknown): name is KindName => typeof name === 'string' && Object.hasOwn(kinds, name)

/** The kinds that may stand there by themselves. */
export const kindsIn = (where: Where): KindName[] =>
  (Object.keys(kinds) as KindName[]).filter((name) => (kinds[name].where as readonly Where[]).includes(where))

/** Attributes that are words to read. The others are ids, numbers, days, addresses and choices. */
const wordy = new Set([
  'title',
  'shows',
  'scale',
  'cost',
  'caption',
  'value',
  'label',
  'basis',
  'description',
  'publisher',
])

/** The words in a block's attributes, in order. */
export const wordsIn = (attributes: Record<string, string | null | undefined> | null | undefined): string[] =>
  Object.entries(attributes ?? {}).flatMap(([name, value]) => (wordy.has(name) && value ? [value] : []))
