import { describe, expect, it } from 'vitest'
import { ArticlePage } from '#components/article/article-page.tsx'
import { FailurePage, GonePage, LostPlacePage, MovedPage } from '#components/error-page.tsx'
import { HomePage } from '#components/home/home-page.tsx'
import { AiPage } from '#components/house/ai-page.tsx'
import { housePages } from '#components/house/house-pages.tsx'
import { LicencePage } from '#components/house/licence-page.tsx'
import { ArchivePage } from '#components/listing/archive-page.tsx'
import { AuthorPage } from '#components/listing/author-page.tsx'
import { TopicPage } from '#components/listing/topic-page.tsx'
import { highlighter } from '#publication/article/index.ts'
import { developersPage } from './developers-parts.tsx'
import { beside, editionPages } from './edition-pages.tsx'
import { articleWith, author, longWord, nasty, specimen, topic } from './fixtures.ts'
import { known } from './known-addresses.ts'
import { markup } from './markup.ts'
import { searchPages } from './search-states.tsx'

const bare = { call: null, takeaways: [], findings: [], sources: [], body: { type: 'root' as const, children: [] } }
const plain = articleWith(bare)
const hostile = articleWith({ title: nasty, deck: nasty, takeaways: [nasty], topics: [{ ...topic, name: nasty }] })
const highlight = await highlighter()
const beam = { beam: '/plates/newest.0a1b2c3d.beam.svg', 'beam-narrow': '/plates/newest.0a1b2c3d.beam-narrow.svg' }
const settings = { ai: { search: true, aiInput: true, aiTrain: false }, crawlers: { disallowed: [] } }
const pages = {
  home: <HomePage articles={[articleWith(), hostile, plain]} hasOlder={false} topics={[topic]} beam={beam} />,
  'home with nothing': <HomePage articles={[]} hasOlder={false} topics={[]} beam={null} />,
  article: <ArticlePage {...beside} article={articleWith()} />,
  'hostile article': <ArticlePage {...beside} article={hostile} authors={[{ ...author, name: nasty, bio: nasty }]} />,
  'bare article': <ArticlePage {...beside} article={plain} authors={[]} next={[]} />,
  'article of one long word': <ArticlePage {...beside} article={articleWith({ title: longWord })} />,
  'article with every block': <ArticlePage {...beside} article={specimen()} highlight={highlight} />,
  ...editionPages,
  topic: <TopicPage topic={topic} articles={[articleWith()]} />,
  'topic with nothing': <TopicPage topic={{ ...topic, description: '', articles: 0 }} articles={[]} />,
  author: <AuthorPage author={author} articles={[articleWith()]} />,
  'author with nothing': <AuthorPage author={{ ...author, bio: '', disclosure: null, links: [] }} articles={[]} />,
  archive: <ArchivePage articles={[articleWith(), hostile]} count={40} older="/articles?after=abc-_" isNewest />,
  'end of the archive': <ArchivePage articles={[plain]} count={40} older={null} />,
  'archive with nothing': <ArchivePage articles={[]} count={0} older={null} isNewest />,
  ...Object.fromEntries(housePages.map(({ path, View }) => [path, <View key={path} contact={null} />])),
  developers: developersPage('{ "answered": true }', highlight),
  'developers with nothing published': developersPage(null),
  'machines and AI': <AiPage settings={settings} />,
  'machines and AI, and crawlers that are to stay away': (
    <AiPage settings={{ ...settings, crawlers: { disallowed: ['ExampleBot', nasty] } }} />
  ),
  'licence of a desk that can be written to': <LicencePage contact="mailto:desk@example.org" />,
  ...searchPages,
  '404': <FailurePage code="404" />,
  '500': <FailurePage code="500" />,
  '503': <FailurePage code="503" />,
  '400': <LostPlacePage />,
  '410': <GonePage reason={nasty} at="2026-11-20T23:30:00.000Z" />,
  '308': <MovedPage to="/articles/elsewhere" />,
}

describe.each(Object.entries(pages))('%s', (_, page) => {
  const { tags, named, levels, html } = markup(page)

  it('has one h1 and skips no level of heading', () => {
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    expect(levels[0]).toBe(1)
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1)
  })

  it('holds no script, no inline style and no event handler', () => {
    // The one stylesheet of a page's own, which React puts into the head.
    const styles = named('style').filter((tag) => tag.attributes['data-precedence'] === undefined)
    expect([...styles, ...named('script', 'iframe')]).toEqual([])
    for (const form of named('form')) expect(form.attributes).toMatchObject({ action: '/search', method: 'get' })
    const attributes = tags.flatMap((tag) => Object.keys(tag.attributes))
    expect(attributes.filter((name) => name === 'style' || name.startsWith('on'))).toEqual([])
  })

  it('shows nothing that does not work without the script', () => {
    const buttons = named('button').filter(({ attributes }) => attributes['type'] !== 'submit')
    for (const button of buttons) expect(button.attributes).toMatchObject({ hidden: '', type: 'button' })
    expect(named('button').length - buttons.length).toBe(named('form').length)
    const settings = tags.filter((tag) => 'data-settings' in tag.attributes)
    expect(settings.map((tag) => tag.attributes['hidden'])).toEqual([''])
    expect(named('input').every((input) => ['scheme', 'plates', 'q'].includes(input.attributes['name'] ?? ''))).toBe(
      true,
    )
  })

  it('begins with the skip link and has each landmark once', () => {
    // What React puts into the head stands before the body when there is no head.
    expect(html.replace(/^(<style.*?<\/style>|<link[^>]*>)*/, '')).toMatch(/^<a class="skip" href="#page_main">/)
    expect(named('main').map((tag) => tag.attributes['id'])).toEqual(['page_main'])
    for (const landmark of ['main', 'footer']) expect(named(landmark)).toHaveLength(1)
  })

  it('uses an id once, and fragments and labels name ids that are there', () => {
    const ids = tags.flatMap((tag) => tag.attributes['id'] ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    const fragments = named('a').flatMap((tag) => /^#(.+)$/.exec(tag.attributes['href'] ?? '')?.[1] ?? [])
    const labels = tags.flatMap((tag) =>
      ['aria-labelledby', 'aria-describedby'].flatMap((name) => tag.attributes[name]?.split(' ') ?? []),
    )
    const copied = named('button').flatMap((tag) => tag.attributes['data-copy'] ?? [])
    for (const id of [...fragments, ...labels, ...copied]) expect(ids).toContain(id)
  })

  it('leads only to addresses that exist', () => {
    for (const link of named('a')) expect(link.attributes['href']).toMatch(known)
  })

  it('names every navigation and every picture', () => {
    for (const tag of named('nav'))
      expect(tag.attributes['aria-label'] ?? tag.attributes['aria-labelledby']).toBeTruthy()
    for (const { attributes } of named('svg')) {
      expect(attributes['aria-hidden'] ?? attributes['aria-label'] ?? attributes['aria-labelledby']).toBeTruthy()
    }
  })
})

describe('hostile words', () => {
  it.each(['hostile article', 'earlier edition', 'corrected article', '410', 'home', 'search: hostile words'] as const)(
    'stay words on the page %s',
    (name) => {
      const { text, named } = markup(pages[name])
      expect(text).toContain(nasty)
      for (const { attributes } of named('img')) expect(Object.keys(attributes)).not.toContain('onerror')
      expect(named('img').filter(({ attributes }) => !attributes['src']?.startsWith('/plates/'))).toEqual([])
    },
  )
})

describe('the home page', () => {
  it('lists every article once, in the order given, the first one as the lead', () => {
    const titles = Array.from({ length: 12 }, (_, index) => `Teardown ${index + 1}`)
    const list = titles.map((title, index) => articleWith({ id: `a_${index}`, path: `/articles/t-${index}`, title }))
    const { named, withClass } = markup(<HomePage articles={list} hasOlder={false} topics={[topic]} beam={beam} />)
    expect(withClass('lead')[0]?.text).toContain('Teardown 1')
    expect(named('h3').map((tag) => tag.text)).toEqual([...titles.slice(1), 'Scale'])
    expect(withClass('lead')).toHaveLength(1)
    expect(withClass('hero-tally')[0]?.text).toBe('Twelve teardowns so far. 24 breaks found, 12 held.')
  })

  it('is headed by the name, full stops included, and the line as it was given', () => {
    const { named, withClass } = markup(pages.home)
    expect(named('h1')[0]?.text).toBe('What breaks. What holds.')
    expect(withClass('hero-deck')[0]?.text).toBe(
      "Architecture decisions, failure analysis, production realities. Written for founders and CTOs who can't afford the wrong call.",
    )
  })

  it('says when older articles are not on it', () => {
    const { text } = markup(<HomePage articles={[articleWith()]} hasOlder={true} topics={[topic]} beam={beam} />)
    expect(text).toContain('The newest one teardown.')
    expect(text).toContain('All teardowns, newest first')
  })

  it('says so when nothing is published', () => {
    expect(markup(pages['home with nothing']).text).toContain('Nothing is published yet.')
  })
})

describe('an article', () => {
  const { text, withClass, named } = markup(pages.article)

  it('gives its counts in words beside the seam line', () => {
    expect(withClass('article-strip')[0]?.text).toBe('Scale2 breaks, 2 holds, 1 open')
    expect(named('h2').map((tag) => tag.text)).toContain('Two breaks, two holds')
  })

  it('pairs each break with the holds that answer it and marks the open one', () => {
    const rows = named('tr').map((tag) => tag.text)
    expect(rows[1]).toBe(
      'Break 1Runs twiceShows up as: Two capturesFrom: first crashHold 1One transactionCosts: one table',
    )
    expect(rows[2]).toBe('Break 2Work in flight is killedOpenNo hold that we trust yet.')
    expect(withClass('unbound')[0]?.text).toBe('Hold 2Count in and out')
  })

  it('keeps the table a table where it is set as a grid', () => {
    const pairs = withClass('pairs')[0]
    expect(pairs?.attributes['role']).toBe('table')
    expect(named('th').filter((tag) => tag.attributes['role'] === 'rowheader')).toHaveLength(2)
  })

  it('lists the call, the findings, the breaks and the heads in its contents, and no hold', () => {
    expect(withClass('toc')[0]?.text).toBe(
      'In this teardownThe call2 breaks, 2 holdsMainRuns twiceWork in flight is killedFindingsNotes and sourcesHand it on',
    )
  })

  it('tells author, days by UTC, edition and minutes', () => {
    expect(withClass('title-block')[0]?.text).toBe(
      'AuthorEditorial DeskPublished8 Sep 2026Edition3, 18 Nov 2026Reading1 min',
    )
    expect(named('time').map((tag) => tag.attributes['datetime'])).toContain('2026-09-08T08:00:00.000Z')
  })

  it('sets the notes apart from the text, under their own head, and a copy for eyes beside their reference', () => {
    const copies = withClass('sidenote')
    expect(copies.map((tag) => [tag.text, tag.attributes['aria-hidden']])).toEqual([['1 Confirms, RabbitMQ', 'true']])
    expect(withClass('notes')[0]?.text).toBe('Notes and sourcesConfirms, RabbitMQ, checked 1 Nov 2026 ↩')
    expect(named('a').map((tag) => tag.attributes['href'])).toContain('https://example.org/confirms')
  })

  it('tells its editions, the newest first, and how many came before', () => {
    expect(withClass('editions')[0]?.text).toBe(
      'Edition 318 Nov 2026Break 2 added, open. 40 words more.Edition 22 Oct 2026New title.',
    )
    expect(text).toContain('And 1 earlier edition.')
  })

  it('says how to cite this very edition', () => {
    const [plain_, bibtex] = withClass('citation')
    expect(plain_?.text).toBe(
      'Editorial Desk (2026). Queues (Edition 3, 18 November 2026). What breaks. What holds. https://example.org/articles/queues/editions/3',
    )
    expect(bibtex?.text).toContain('@misc{queues-3,')
  })

  it('ends with its authors and what to read next', () => {
    expect(withClass('author-note')[0]?.text).toContain('Editorial Desk')
    expect(withClass('next-in-line')[0]?.text).toContain('Next in line')
    expect(named('h3').map((tag) => tag.text)).toEqual(expect.arrayContaining(['one', 'two']))
  })

  it('offers itself to machines', () => {
    const links = named('a').map((tag) => tag.attributes['href'])
    expect(links).toContain('/articles/queues.md')
    expect(links).toContain('/articles/queues.json')
  })

  it('leaves out what it does not have', () => {
    const { withClass: parts, text: words } = markup(pages['bare article'])
    for (const name of ['the-call', 'takeaways', 'findings', 'seam', 'toc', 'notes', 'sidenote', 'next-in-line'])
      expect(parts(name)).toEqual([])
    expect(words).not.toContain('break,')
    expect(text).toContain('If you read nothing else')
  })
})

describe('a withdrawn piece', () => {
  it('says when, by UTC, and why', () => {
    expect(markup(pages['410']).text).toContain('20 Nov 2026')
    expect(markup(<GonePage reason={null} at="2026-11-20T23:30:00.000Z" />).text).not.toContain('Reason')
  })
})

describe('an article with every block', () => {
  const { text, withClass, named } = markup(pages['article with every block'])

  it('says in the table of findings what a break costs, and since when a hold is verified', () => {
    expect(text).toContain('Costs: one refund and one apology each')
    expect(text).toContain('Verified since 20 Nov 2026')
  })

  it('colours its code, draws its diagrams and shows its pictures', () => {
    expect(withClass('tk-keyword').length).toBeGreaterThan(5)
    expect(named('svg').filter((tag) => tag.attributes['role'] === 'img' && tag.attributes['viewBox'])).not.toEqual([])
    const pictures = named('img').filter(({ attributes }) => !attributes['src']?.startsWith('/plates/'))
    expect(pictures.length).toBeGreaterThan(0)
    expect(pictures.every((tag) => tag.attributes['srcset'] && tag.attributes['width'])).toBe(true)
  })
})
