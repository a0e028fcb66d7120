import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Article, articleSchema, changesBetween } from '#publication/article/index.ts'
import { articleOf } from './article-of.ts'

const breakOf = (id: string, title = 'It breaks', more = '') => `:::break{#${id} title="${title}"${more}}\n:::\n\n`
const holdOf = (id: string, answers: string, title = 'It holds') =>
  `:::hold{#${id} answers="${answers}" title="${title}"}\n:::\n\n`
const changes = (before: string, after: string) => changesBetween(articleOf(before), articleOf(after))
const call = { decision: 'Do.', holdsWhen: 'a', skipWhen: 'b', costOfWrong: 'c', undo: 'd' }
const note = (number: number, url: string, day = '2026-11-01') =>
  `\n\n[^${number}]: Title, House, ${url}, checked ${day}.`

describe('what an edition changed', () => {
  it('names findings by their permanent numbers', () => {
    expect(changes(breakOf('b1'), breakOf('b1') + breakOf('b6'))).toMatch(/^Break 6 added, open\./)
    expect(changes(breakOf('b1'), breakOf('b1') + breakOf('b6') + breakOf('b7'))).toMatch(
      /^Breaks 6 and 7 added, all open\./,
    )
    expect(changes(breakOf('b1') + breakOf('b2'), breakOf('b2'))).toMatch(/^Break 1 taken out\./)
    expect(changes(breakOf('b1'), breakOf('b1', 'Otherwise'))).toMatch(/^Break 1 has a new title\./)
    expect(changes(breakOf('b1'), breakOf('b1', 'It breaks', ' cost="much"'))).toMatch(/^Break 1 amended\./)
  })

  it('says when a break is held, and when it is open again', () => {
    const [open, held] = [breakOf('b1'), breakOf('b1') + holdOf('h1', 'b1')]
    expect(changes(open, held)).toMatch(/^Hold 1 added\. Break 1 is now held\./)
    expect(changes(held, open)).toMatch(/^Hold 1 taken out\. Break 1 is open again\./)
    expect(changes(held + breakOf('b2'), held.replace('"b1"', '"b1 b2"') + breakOf('b2'))).toMatch(
      /^Break 2 is now held\. Hold 1 amended\./,
    )
  })

  it('adds a break that is held at once without a word of it being open', () => {
    expect(changes('', breakOf('b1') + holdOf('h1', 'b1'))).toMatch(/^Break 1 added\. Hold 1 added\./)
  })

  it('tells the call, its conditions, and their absence apart', () => {
    const [without, with_] = [articleOf('x'), articleOf('x', { call })]
    expect(changesBetween(without, with_)).toBe('The call added.')
    expect(changesBetween(with_, without)).toBe('The call taken out.')
    expect(changesBetween(with_, articleOf('x', { call: { ...call, decision: 'Do not.' } }))).toBe('The call changed.')
    expect(changesBetween(with_, articleOf('x', { call: { ...call, undo: 'No.' } }))).toBe(
      'Conditions of the call changed.',
    )
  })

  it('counts sources by their address, and those that were checked again', () => {
    const one = `x[^1]${note(1, 'https://example.org/a')}`
    const two = `x[^1] y[^2]${note(1, 'https://example.org/a')}${note(2, 'https://example.org/b')}`
    expect(changes(one, two)).toMatch(/^1 source added\./)
    expect(changes(two, one)).toMatch(/^1 source taken out\./)
    expect(changes(one, `x[^1]${note(1, 'https://example.org/a', '2026-11-20')}`)).toMatch(/^1 source checked again\./)
  })

  it('counts words', () => {
    expect(changes('one two', 'one two three')).toBe('1 word more.')
    expect(changes('one', `one ${'more '.repeat(1200)}`)).toBe('1,200 words more.')
    expect(changes('one two three', 'one')).toBe('2 words fewer.')
    expect(changes('one two', 'one three')).toBe('Wording.')
  })

  it('has a sentence for every other field', () => {
    const others: [Partial<Article>, string][] = [
      [{ title: 'Other' }, 'New title.'],
      [{ deck: 'Other' }, 'New deck.'],
      [{ takeaways: ['One'] }, 'Takeaways changed.'],
      [{ authors: ['p_01j00000000000000000000001'] }, 'Authors changed.'],
      [{ topics: ['t_01j00000000000000000000001'] }, 'Topics changed.'],
      [{ slug: 'other' }, 'New address.'],
      [{ publishedAt: '2026-09-09T08:00:00.000Z' }, 'Day of publication changed.'],
      [{ cover: { variant: 1, calm: false } }, 'Plate redrawn.'],
      [{ seo: { title: 'Other', description: null } }, 'What search engines are told.'],
    ]
    for (const [change, words] of others) expect(changesBetween(articleOf('x'), articleOf('x', change))).toBe(words)
    const covered = new Set(others.flatMap(([change]) => Object.keys(change)))
    const elsewhere = ['id', 'call', 'findings', 'sources', 'body']
    expect(Object.keys(articleSchema.shape).filter((name) => !covered.has(name))).toEqual(elsewhere)
  })

  it('repeats no word of either edition: what was taken out stays out', () => {
    const word = fc.stringMatching(/^[a-z]{6,12}$/).map((text) => `zq${text}`)
    fc.assert(
      fc.property(word, word, (before, after) => {
        const article = (said: string) =>
          articleOf(`${said}\n\n${breakOf('b1', said)}`, { title: said, deck: said, takeaways: [said] })
        const words = changesBetween(article(before), article(after))
        expect(words).not.toContain(before)
        expect(words).not.toContain(after)
        expect(words).not.toBe('')
      }),
    )
  })
})
