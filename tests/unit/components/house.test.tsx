import { describe, expect, it } from 'vitest'
import { FailurePage, referenceWords } from '#components/error-page.tsx'
import { AboutPage } from '#components/house/about-page.tsx'
import { housePages } from '#components/house/house-pages.tsx'
import { HowToReadPage } from '#components/house/how-to-read-page.tsx'
import { placesOn } from '#components/house/places-on.ts'
import { ArchivePage } from '#components/listing/archive-page.tsx'
import { loadCaseSentences } from '#components/listing/load-cases.ts'
import { drawPlate, type PlateSpec } from '#publication/plate/index.ts'
import { articleWith } from './fixtures.ts'
import { markup } from './markup.ts'

const spec: PlateSpec = { seed: 'x', load: 'column', breaks: 5, holds: 3, open: 1, variant: 0, calm: false }
const size = { width: 720, height: 480, pitch: 15, points: 6200 }

describe('the masthead', () => {
  it.each(housePages.filter(({ path }) => path === '/about' || path === '/how-to-read-a-plate'))(
    'marks $path as the page one is on, in the row and in the menu',
    ({ path, View }) => {
      const marked = markup(<View contact={null} />).tags.filter((tag) => tag.attributes['aria-current'] === 'page')
      expect(marked.map((tag) => tag.attributes['href'])).toEqual([path, path])
    },
  )
})

describe('who can be written to', () => {
  it('is named where there is somebody, without the scheme', () => {
    const links = (contact: string) =>
      markup(<AboutPage contact={contact} />)
        .named('a')
        .filter((tag) => tag.attributes['href'] === contact)
    expect(links('mailto:desk@example.org').map((link) => link.text)).toEqual(['desk@example.org'])
    expect(links('https://example.org/desk/').map((link) => link.text)).toEqual(['example.org/desk'])
  })

  it('is said to be nobody where there is none', () => {
    expect(markup(<AboutPage contact={null} />).text).toContain('has given no address for readers yet')
  })
})

describe('how to read a plate', () => {
  const { named, withClass, text } = markup(<HowToReadPage />)

  it('numbers five parts, in the drawing and in the legend', () => {
    expect(withClass('pointer').map((tag) => tag.text.trim())).toEqual(['1', '2', '3', '4', '5'])
    expect(withClass('legend')[0]?.text.match(/\w+\./g)?.length).toBeGreaterThanOrEqual(5)
  })

  it('shows the three grounds and every load case with its sentence', () => {
    for (const ground of ['blue', 'chalk', 'red']) expect(withClass(`sheet-${ground}`)).not.toEqual([])
    for (const sentence of Object.values(loadCaseSentences)) expect(text).toContain(sentence)
    expect(named('svg').filter((tag) => tag.attributes['aria-label'] === '5 breaks, 3 holds')).toHaveLength(1)
  })

  it('points at what it says', () => {
    const drawing = drawPlate(spec, size)
    const places = placesOn(drawing)
    expect(drawing.marks).toContainEqual(places.opening)
    expect([drawing.marks[0], drawing.marks.at(-1)]).toContainEqual(places.edge)
    for (const { x, y } of Object.values(places)) {
      expect(x).toBeGreaterThanOrEqual(0)
      expect(x).toBeLessThanOrEqual(1)
      expect(y).toBeGreaterThan(0)
      expect(y).toBeLessThan(1)
    }
    expect(new Set(Object.values(places).map(({ x }) => x)).size).toBe(5)
  })

  it.each([
    { what: 'a torn gap', change: { open: 0, holds: 5 } },
    { what: 'a key', change: { holds: 0, open: 5 } },
    { what: 'an opening', change: { breaks: 0, holds: 0, open: 0 } },
  ])('refuses to explain a plate without $what', ({ change }) => {
    expect(() => placesOn(drawPlate({ ...spec, ...change }, size))).toThrow('The plate has no')
  })
})

describe('the list of all', () => {
  const two = [
    articleWith({ id: 'a_1', publishedAt: '2026-09-08T08:00:00.000Z' }),
    articleWith({ id: 'a_2', publishedAt: '2026-05-03T08:00:00.000Z' }),
  ]
  const headOf = (page: React.ReactElement) => markup(page).named('h2')[0]?.text
  const ways = (page: React.ReactElement) =>
    markup(page)
      .withClass('button')
      .map((tag) => [tag.text, tag.attributes['href']])

  it('says which part of it one sees', () => {
    expect(headOf(<ArchivePage articles={two} count={2} older={null} isNewest />)).toBe('All two')
    expect(headOf(<ArchivePage articles={two} count={9} older="/articles?after=x" isNewest />)).toBe('The newest 2')
    expect(headOf(<ArchivePage articles={two} count={9} older={null} />)).toBe('From 8 Sep 2026 back to 3 May 2026')
    expect(headOf(<ArchivePage articles={[]} count={9} older={null} />)).toBe('The end of the list')
  })

  it('leads on where there is more, and back to its beginning', () => {
    const [older, newest] = [
      ['Older', '/articles?after=x'],
      ['Newest', '/articles'],
    ]
    expect(ways(<ArchivePage articles={two} count={2} older={null} isNewest />)).toEqual([])
    expect(ways(<ArchivePage articles={two} count={9} older="/articles?after=x" isNewest />)).toEqual([older])
    expect(ways(<ArchivePage articles={two} count={9} older="/articles?after=x" />)).toEqual([newest, older])
    expect(ways(<ArchivePage articles={two} count={9} older={null} />)).toEqual([newest])
  })
})

describe('a failure that is ours', () => {
  it('has a place for the id of its request, which the button copies', () => {
    for (const code of ['500', '503'] as const) {
      const { tags, named } = markup(<FailurePage code={code} />)
      const source = named('button').find((button) => button.attributes['data-copy'])?.attributes['data-copy']
      expect(tags.find((tag) => tag.attributes['id'] === source)?.text).toBe(referenceWords)
    }
    expect(markup(<FailurePage code="404" />).text).not.toContain(referenceWords)
  })
})
