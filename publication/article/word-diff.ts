import { diffArrays, diffWordsWithSpace } from 'diff'
import type { Article, Call, References } from './schema.ts'
import { bodyTexts } from './text.ts'

/** Words of a passage in order, and what became of them. */
export type DiffPart = { text: string; change: 'kept' | 'added' | 'removed' }

/** A passage that is not as it was. `place` says where it stands; empty for the beginning of the text. */
export type Passage = { place: string; parts: DiffPart[] }

/** More words than this are not compared one by one: they are shown as taken out and put in. */
const mostEdits = 2_000

type Change = { value: string; added?: boolean; removed?: boolean }

const partOf = ({ value, added, removed }: Change): DiffPart => ({
  text: value,
  change: added ? 'added' : removed ? 'removed' : 'kept',
})

const whole = (text: string, change: DiffPart['change']): DiffPart[] => (text === '' ? [] : [{ text, change }])

/** Two texts, word by word. Those that share little are shown one after the other: words left over tell nobody anything. */
function comparedWords(before: string, after: string): DiffPart[] {
  const parts = diffWordsWithSpace(before, after, { maxEditLength: mostEdits })?.map(partOf)
  const kept = (parts ?? []).filter(({ change }) => change === 'kept').reduce((sum, { text }) => sum + text.length, 0)
  if (parts && kept * 3 >= Math.min(before.length, after.length)) return parts
  return [...whole(before, 'removed'), ...whole(after, 'added')]
}

const callParts: [keyof Call, string][] = [
  ['decision', 'The call'],
  ['holdsWhen', 'The call, holds when'],
  ['skipWhen', 'The call, skip when'],
  ['costOfWrong', 'The call, cost of the wrong call'],
  ['undo', 'The call, can it be undone'],
]

/** What stands above the body, by name: the same names for every article. */
const headOf = (article: Article): [string, string][] => [
  ['Title', article.title],
  ['Deck', article.deck],
  ...callParts.map(([part, name]): [string, string] => [name, article.call?.[part] ?? '']),
  ['If you read nothing else', article.takeaways.join('\n')],
]

type Block = ReturnType<typeof bodyTexts>[number]

/** Blocks that went and blocks that came at one place: as many as there are of both are compared, in their order. */
function passagesOf(removed: Block[], added: Block[]): Passage[] {
  const count = Math.max(removed.length, added.length)
  return Array.from({ length: count }, (_, index) => {
    const [was, is] = [removed[index], added[index]]
    const place = is?.place ?? was?.place ?? ''
    if (was && is) return { place, parts: comparedWords(was.text, is.text) }
    return { place, parts: whole((was ?? is)?.text ?? '', was ? 'removed' : 'added') }
  })
}

function bodyPassages(before: Block[], after: Block[]): Passage[] {
  const passages: Passage[] = []
  let removed: Block[] = []
  let added: Block[] = []
  const settle = () => {
    passages.push(...passagesOf(removed, added))
    removed = []
    added = []
  }
  const isSame = (a: Block, b: Block): boolean => a.text === b.text
  const changes = diffArrays(before, after, { comparator: isSame, maxEditLength: mostEdits })
  if (!changes) return passagesOf(before, after).filter(({ parts }) => parts.some(({ change }) => change !== 'kept'))
  for (const { value, added: isAdded, removed: isRemoved } of changes) {
    if (isRemoved) removed.push(...value)
    else if (isAdded) added.push(...value)
    else settle()
  }
  settle()
  return passages
}

/**
 * What became of a text, word by word: every passage that is not as it was, in the order of the later text. Formatting and
 * addresses of links are not compared. Empty when both say the same.
 * @param references what public records say of what the two refer to
 */
export function wordDiff(
  before: Article,
  after: Article,
  references: Pick<References, 'media' | 'articles'>,
): Passage[] {
  const heads = new Map(headOf(before))
  const head = headOf(after).flatMap(([place, is]): Passage[] => {
    const was = heads.get(place) ?? ''
    return was === is ? [] : [{ place, parts: comparedWords(was, is) }]
  })
  return [...head, ...bodyPassages(bodyTexts(before.body, references), bodyTexts(after.body, references))]
}
