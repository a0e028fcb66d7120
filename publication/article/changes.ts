import canonicalize from 'canonicalize'
import { wordsOf } from './reading.ts'
import type { Article, Finding } from './schema.ts'

const isSame = (a: unknown, b: unknown): boolean => canonicalize(a) === canonicalize(b)

const numeral = (count: number): string => count.toLocaleString('en-GB')
const counted = (count: number, noun: string): string => `${numeral(count)} ${noun}${count === 1 ? '' : 's'}`

/** `1`, `1 and 2`, `1, 2 and 6`. */
const listed = (items: string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`

type Phrase = [ids: string[], one: string, several?: string]

/** `Break 6 is now held.`, `Holds 2 and 3 added.`: breaks and holds apart, by their permanent numbers. */
function said([ids, one, several = one]: Phrase): string[] {
  return (['b', 'h'] as const).flatMap((letter) => {
    const numbers = ids.filter((id) => id.startsWith(letter)).map((id) => id.slice(1))
    if (numbers.length === 0) return []
    const noun = `${letter === 'b' ? 'Break' : 'Hold'}${numbers.length === 1 ? '' : 's'}`
    return [`${noun} ${listed(numbers)} ${numbers.length === 1 ? one : several}.`]
  })
}

const isOpen = (finding: Finding): boolean => finding.kind === 'break' && finding.status === 'open'

/** What a finding says of itself, without its title and without what its answers make of it. */
function factsOf(finding: Finding): unknown {
  if (finding.kind === 'hold') return [finding.answers, finding.cost, finding.verifiedSince]
  return [finding.shows, finding.scale, finding.cost]
}

function findingChanges(before: readonly Finding[], after: readonly Finding[]): string[] {
  const was = new Map(before.map((finding) => [finding.id, finding]))
  const is = new Set(after.map(({ id }) => id))
  const added = after.filter(({ id }) => !was.has(id))
  const kept = after.flatMap((now) => {
    const then = was.get(now.id)
    return then ? [{ id: now.id, then, now }] : []
  })
  const ids = (found: readonly { id: string }[]): string[] => found.map(({ id }) => id)
  const phrases: Phrase[] = [
    [ids(added.filter((finding) => !isOpen(finding))), 'added'],
    [ids(added.filter(isOpen)), 'added, open', 'added, all open'],
    [ids(before.filter(({ id }) => !is.has(id))), 'taken out'],
    [ids(kept.filter(({ then, now }) => isOpen(then) && !isOpen(now))), 'is now held', 'are now held'],
    [ids(kept.filter(({ then, now }) => !isOpen(then) && isOpen(now))), 'is open again', 'are open again'],
    [ids(kept.filter(({ then, now }) => then.title !== now.title)), 'has a new title', 'have new titles'],
    [ids(kept.filter(({ then, now }) => then.title === now.title && !isSame(factsOf(then), factsOf(now)))), 'amended'],
  ]
  return phrases.flatMap(said)
}

function callChanges(before: Article['call'], after: Article['call']): string[] {
  if (isSame(before, after)) return []
  if (before === null) return ['The call added.']
  if (after === null) return ['The call taken out.']
  return [before.decision === after.decision ? 'Conditions of the call changed.' : 'The call changed.']
}

function sourceChanges(before: Article['sources'], after: Article['sources']): string[] {
  const [were, are] = [before, after].map((sources) => new Set(sources.map(({ url }) => url)))
  const added = after.filter(({ url }) => !were?.has(url)).length
  const gone = before.filter(({ url }) => !are?.has(url)).length
  const checked = after.filter((now) => before.some((then) => then.url === now.url && then.checkedAt < now.checkedAt))
  return [
    ...(added > 0 ? [`${counted(added, 'source')} added.`] : []),
    ...(gone > 0 ? [`${counted(gone, 'source')} taken out.`] : []),
    ...(checked.length > 0 ? [`${counted(checked.length, 'source')} checked again.`] : []),
  ]
}

function textChanges(before: Article['body'], after: Article['body']): string[] {
  if (isSame(before, after)) return []
  const more = wordsOf(after) - wordsOf(before)
  if (more === 0) return ['Wording.']
  return [`${counted(Math.abs(more), 'word')} ${more > 0 ? 'more' : 'fewer'}.`]
}

/**
 * What a new edition of an article changed, in short sentences: title, call, findings by their numbers, sources, length.
 * None of the words of either edition is in it, so that what was taken out stays out. Never empty for two that differ.
 */
export function changesBetween(before: Article, after: Article): string {
  const changed = (name: keyof Article): boolean => !isSame(before[name], after[name])
  const sentences = [
    ...(changed('title') ? ['New title.'] : []),
    ...(changed('deck') ? ['New deck.'] : []),
    ...callChanges(before.call, after.call),
    ...(changed('takeaways') ? ['Takeaways changed.'] : []),
    ...findingChanges(before.findings, after.findings),
    ...sourceChanges(before.sources, after.sources),
    ...textChanges(before.body, after.body),
    ...(changed('authors') ? ['Authors changed.'] : []),
    ...(changed('topics') ? ['Topics changed.'] : []),
    ...(changed('slug') ? ['New address.'] : []),
    ...(changed('publishedAt') ? ['Day of publication changed.'] : []),
    ...(changed('cover') ? ['Plate redrawn.'] : []),
  ]
  return sentences.length > 0 ? sentences.join(' ') : 'What search engines are told.'
}
