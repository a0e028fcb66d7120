import { describe, expect, it } from 'vitest'
import { firstFailures } from '#components/home/first-failures.tsx'
import type { Finding } from '#publication/article/index.ts'
import type { Summary } from '#publication/edition/index.ts'
import { articleWith } from './fixtures.ts'

const breakOf = (id: string, status: 'held' | 'open'): Finding => ({
  id,
  kind: 'break',
  title: id,
  shows: null,
  scale: null,
  cost: null,
  status,
  heldBy: status === 'held' ? ['h1'] : [],
})
const hold: Finding = { id: 'h1', kind: 'hold', title: 'Hold', answers: ['b1'], cost: null, verifiedSince: null }
const article = (slug: string, ...findings: Finding[]): Summary => articleWith({ id: slug, slug, findings })
const shown = (articles: Summary[]): string[] =>
  firstFailures(articles).map(({ article: { slug }, finding }) => `${slug} ${finding.id}`)

describe('the first failures', () => {
  it('are the first break of each of the newest eight, with the holds that answer it', () => {
    const articles = Array.from({ length: 10 }, (_, at) =>
      article(`a${at}`, hold, breakOf('b1', 'held'), breakOf('b2', 'held')),
    )
    expect(shown(articles)).toEqual(Array.from({ length: 8 }, (_, at) => `a${at} b1`))
    expect(firstFailures(articles)[0]?.holds.map(({ id }) => id)).toEqual(['h1'])
  })

  it('end with the newest open break when none of them is open', () => {
    const held = article('held', hold, breakOf('b1', 'held'))
    expect(shown([held, article('late', breakOf('b1', 'held'), breakOf('b4', 'open'))])).toEqual([
      'held b1',
      'late b1',
      'late b4',
    ])
    expect(shown([held, article('early', breakOf('b2', 'open'), breakOf('b5', 'open'))])).toEqual([
      'held b1',
      'early b2',
    ])
  })

  it('leave out articles without a break', () => {
    expect(shown([article('sound'), article('one', breakOf('b1', 'open'))])).toEqual(['one b1'])
    expect(shown([])).toEqual([])
  })
})
