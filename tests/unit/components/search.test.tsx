import { describe, expect, it } from 'vitest'
import { searchMetadata } from '#app/(site)/search/search-metadata.ts'
import { SearchPage } from '#components/search/search-page.tsx'
import { type SearchState, searchPath } from '#components/search/search-state.ts'
import { markup } from './markup.ts'
import { foundBreak, foundHold, groupOf, states } from './search-states.tsx'

const shown = (state: SearchState) => markup(<SearchPage state={state} />)
const found = (groups: ReturnType<typeof groupOf>[]): SearchState => ({ ...states.found, groups })
const headings = (groups: ReturnType<typeof groupOf>[]) =>
  shown(found(groups))
    .named('h2')
    .map(({ text }) => text)

describe('what was found', () => {
  it('stands in groups that count in words, findings first, the words marked', () => {
    const { named, withClass } = shown(states.found)
    const heads = named('h2').map(({ text }) => text)
    expect(heads.slice(0, 3)).toEqual(['The best 50 breaks and holds', 'One teardown', 'One topic'])
    expect(named('mark').map(({ text }) => text)).toEqual(['Retries', 'Retries'])
    expect(withClass('hit-status').map(({ text }) => text)).toEqual(['Open: no hold that we trust yet'])
    expect(withClass('hit-kind').map(({ text }) => text)).toEqual(['BreakOpen: no hold that we trust yet', 'Hold'])
    const links = named('a').map(({ attributes }) => attributes['href'])
    for (const path of ['/articles/queues#b1', '/failures/queues.b1', '/articles/queues', '/topics/scale'])
      expect(links).toContain(path)
    expect(links).toContain('/search?q=retries&in=findings&after=8')
  })

  it('says one, two and twenty-one', () => {
    expect(headings([groupOf('finding', [foundBreak()])])[0]).toBe('One break or hold')
    expect(headings([groupOf('finding', [foundBreak(), foundHold])])[0]).toBe('Two breaks and holds')
    expect(headings([groupOf('article', [], { count: 21 })])[0]).toBe('21 teardowns')
    expect(headings([groupOf('topic', [], { has: 'some', count: 2 })])[0]).toBe('Topics with some of the words')
  })

  it('says so when nothing has all of the words, and only then', () => {
    expect(shown(states['some of the words']).text).toContain('No teardown has all of these words')
    expect(shown(states.found).text).not.toContain('No teardown has all')
  })

  it('shows a title once, where the title alone has the words', () => {
    const titleAlone = foundBreak({ excerpt: [{ text: 'Retries arrive together', isMatch: true }] })
    expect(shown(found([groupOf('finding', [titleAlone])])).withClass('hit-text')).toEqual([])
  })
})

describe('every state', () => {
  it.each(Object.entries(states))('%s: keeps the words in the field, in a form that needs no script', (_, state) => {
    const { named } = shown(state)
    expect(named('form').map(({ attributes }) => attributes)).toMatchObject([{ action: '/search', method: 'get' }])
    const [field] = named('input').filter(({ attributes }) => attributes['name'] === 'q')
    expect(field?.attributes).toMatchObject({
      value: state.q,
      type: 'search',
      autocomplete: 'off',
      enterkeyhint: 'search',
    })
    expect(named('search')).toHaveLength(1)
  })

  it.each([
    ['empty', undefined, undefined],
    ['found', undefined, undefined],
    ['none', undefined, undefined],
    ['too long', '400', undefined],
    ['unreadable', '400', undefined],
    ['limited', '429', '12'],
    ['away', '503', '10'],
  ] as const)('%s: asks the door for status %s, to come back after %s', (name, status, seconds) => {
    const { other, robots, title } = searchMetadata(states[name])
    expect([other?.['status'], other?.['retry-after']]).toEqual([status, seconds])
    expect(robots).toEqual({ index: false, follow: true })
    expect(String(title).length).toBeLessThan(100)
  })

  it('says when to come back, in words', () => {
    expect(shown(states.limited).text).toContain('Search again in twelve seconds.')
    expect(shown({ ...states.limited, seconds: 60 }).text).toContain('Search again in a minute.')
  })

  it('marks a field whose words were refused, and says why beside it', () => {
    const { named, tags } = shown(states['too long'])
    const [field] = named('input').filter(({ attributes }) => attributes['name'] === 'q')
    expect(field?.attributes).toMatchObject({ 'aria-invalid': 'true', 'aria-describedby': 'page_notice' })
    expect(tags.find(({ attributes }) => attributes['id'] === 'page_notice')?.text).toContain('200 characters')
  })
})

it('an address of a search holds whatever was asked', () => {
  const q = '</script> & "é" +%#?'
  const url = new URL(searchPath(q, { kind: 'article', after: 8 }), 'http://localhost')
  expect(Object.fromEntries(url.searchParams)).toEqual({ q, in: 'teardowns', after: '8' })
  expect(searchPath(q)).not.toMatch(/[<>"\s]/)
})
