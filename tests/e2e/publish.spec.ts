import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import { schemeLine } from '#components/scheme-line.ts'
import { asNew, browserAs, formReady, siteUrl, unique } from './house.ts'
import { choose, insertBlock, tabTo } from './keyboard.ts'
import { expectAbsent, placesOf, shownIn } from './public-places.ts'

// One article, from the first key to its withdrawal.
test.describe.configure({ mode: 'serial' })
test.setTimeout(120_000)

const mark = unique()
const slug = `by-keyboard-${mark}`
const title = `Written by keyboard ${mark}`
const places = placesOf(slug)
const readersLook = ['home', 'topic', 'author', 'article', 'API list', 'API article mdast']
let api: APIRequestContext
let page: Page
let articleId = ''

const body = () => page.locator('[data-lexical-editor]').first()
const stored = async () => (await api.get(`/api/articles/${articleId}?draft=true&depth=0`)).json()

/**
 * Waits until each of these places shows the text; returns the milliseconds since `start`. One place is asked at a
 * time, so that the asking does not slow down what is measured.
 */
async function untilShown(start: number, names: string[], text: string): Promise<number> {
  const wanted = places.filter(({ name }) => names.includes(name))
  expect(wanted).toHaveLength(names.length)
  for (const place of wanted)
    await expect
      .poll(() => shownIn(page.request, [place], text), { message: place.name, intervals: [25], timeout: 20_000 })
      .toEqual([place.name])
  return performance.now() - start
}

/** Goes to the button that publishes, presses it, and returns the moment at which the request left. */
async function publish(): Promise<number> {
  const isPublishing = (method: string, url: string) => method === 'PATCH' && !url.includes('autosave=true')
  await tabTo(page, page.locator('#action-save'))
  const sent = page.waitForRequest((request) => isPublishing(request.method(), request.url()))
  const answered = page.waitForResponse((answer) => isPublishing(answer.request().method(), answer.url()))
  await page.keyboard.press('Enter')
  await sent
  const start = performance.now()
  void answered.then(async (answer) => expect(answer.status(), await answer.text()).toBe(200))
  return start
}

test.beforeAll(async ({ browser }) => {
  const publisher = await asNew('publisher')
  api = publisher.api
  page = await (await browserAs(browser, api)).newPage()
})

test.afterAll(async () => {
  await page?.context().close()
  await api?.dispose()
})

test('an article is written by keyboard alone, and saves itself', async () => {
  const { keyboard } = page
  await page.goto('/admin/collections/articles/create')
  await expect(body()).toBeVisible()
  await page.waitForURL(/\/articles\/\d+$/)
  await formReady(page)
  articleId = page.url().split('/').at(-1) ?? ''

  await tabTo(page, page.getByLabel('Title'))
  await keyboard.type(title)
  await tabTo(page, page.getByLabel('Deck'))
  await keyboard.type(`Deck ${mark}`)
  await tabTo(page, body())
  await keyboard.type(`Opening ${mark} with `)
  await keyboard.press('ControlOrMeta+b')
  await keyboard.type('bold words')
  await keyboard.press('ControlOrMeta+b')
  await keyboard.type('.')
  await keyboard.press('Enter')
  await keyboard.type('## A heading by two signs')
  await keyboard.press('Enter')
  await keyboard.type('- first item')
  await keyboard.press('Enter')
  await keyboard.type('second item')
  await keyboard.press('Enter')
  await keyboard.press('Enter')
  await keyboard.type('> A quoted line')
  await keyboard.press('Enter')
  const breaks = await insertBlock(page, 'Break')
  const holds = await insertBlock(page, 'Hold')
  const code = await insertBlock(page, 'Code')
  await keyboard.type('The last line.')

  await tabTo(page, breaks.locator('[name=title]'))
  await keyboard.type('The worker runs twice')
  await tabTo(page, breaks.locator('[name=shows]'))
  await keyboard.type('Two rows, one order')
  await tabTo(page, holds.locator('[name=title]'))
  await keyboard.type('A unique key')
  await tabTo(page, code.locator('[name=code]'))
  await keyboard.type('select 1;')
  await tabTo(page, page.getByLabel('Slug'))
  await keyboard.press('ControlOrMeta+a')
  await keyboard.type(slug)
  await choose(page, 'topics', 'Scale')
  await choose(page, 'authors', 'Editorial Desk')

  await expect
    .poll(async () => {
      const { title, slug, topics, authors } = await stored()
      return { title, slug, topics: topics?.length, authors: authors?.length }
    })
    .toEqual({ title, slug, topics: 1, authors: 1 })
  expect((await stored())._status).toBe('draft')
})

test('nothing of the draft is public', async () => {
  await expectAbsent(page.request, slug, mark, 404)
})

test('a hold answers a break by the id that the break was given', async () => {
  const answer = page
    .locator('.LexicalEditorTheme__block-hold')
    .getByRole('checkbox', { name: /^b[1-9]\d*: The worker/ })
  await tabTo(page, answer)
  await page.keyboard.press('Space')
  await expect.poll(async () => JSON.stringify((await stored()).body)).toMatch(/"answers":\["b[1-9]\d*"\]/)
})

test('published by keyboard, it is in every public place within a second or so', async () => {
  const start = await publish()
  const elapsed = await untilShown(start, readersLook, mark)
  console.log(`measured: publish → visible on ${readersLook.join(', ')}: ${Math.round(elapsed)} ms`)
  expect(await shownIn(page.request, places, mark)).toEqual(places.map(({ name }) => name))
})

test('the page says what was written, without a script of Next', async ({ browser }) => {
  const reader = await browser.newPage({ baseURL: siteUrl, javaScriptEnabled: false })
  const answer = await reader.goto(`/articles/${slug}`)
  const source = (await answer?.text()) ?? ''
  const scripts = source.match(/<script[^>]*>[^<]*<\/script>/g)
  expect(scripts?.filter((script) => !script.includes('application/ld+json'))).toEqual([
    `<script>${schemeLine}</script>`,
    expect.stringMatching(/^<script type="module" src="\/reader\.[0-9a-f]{8}\.js"><\/script>$/),
  ])
  expect(source).not.toMatch(/\/_next\/|__next/)
  await expect(reader.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await expect(reader.getByRole('heading', { name: 'A heading by two signs' })).toBeVisible()
  await expect(reader.locator('.prose strong')).toHaveText('bold words')
  await expect(reader.locator('.prose li')).toHaveText(['first item', 'second item'])
  await expect(reader.locator('.prose blockquote')).toHaveText('A quoted line')
  await expect(reader.locator('.prose pre')).toContainText('select 1;')
  await expect(reader.locator('.prose .finding.break')).toContainText('The worker runs twice')
  await expect(reader.locator('.prose .finding.hold')).toContainText('A unique key')
  await reader.close()
})

test('an edit stays a draft until it is published, and is the second edition then', async () => {
  const change = `Changed ${unique()}`
  await page.reload()
  await formReady(page)
  await tabTo(page, page.getByLabel('Deck'))
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(change)
  await expect.poll(async () => (await stored()).deck).toBe(change)
  expect(await shownIn(page.request, places, change)).toEqual([])
  expect((await shownIn(page.request, places, mark)).length).toBe(places.length)

  const start = await publish()
  const elapsed = await untilShown(start, readersLook, change)
  console.log(`measured: revised → visible on ${readersLook.join(', ')}: ${Math.round(elapsed)} ms`)
  // A citation has the title, and not the deck.
  const wanted = places.map(({ name }) => name).filter((name) => !['BibTeX', 'CSL-JSON'].includes(name))
  expect(await shownIn(page.request, places, change)).toEqual(wanted)
  const answer = await page.request.get(`/api/v1/articles/${slug}?fields=edition,deck`)
  expect(await answer.json()).toMatchObject({ edition: 2, deck: change })
})

test('unpublished, it is gone from every place and its address says so', async () => {
  await page.reload()
  await formReady(page)
  await page.locator('.doc-controls__dots, .doc-controls .popup-button').last().click()
  await page.getByRole('button', { name: 'Unpublish' }).click()
  const sent = page.waitForRequest((request) => request.method() === 'PATCH')
  await page.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click()
  await sent
  const start = performance.now()
  await expect.poll(() => shownIn(page.request, places, mark), { intervals: [10] }).toEqual([])
  await expect.poll(async () => (await page.request.get(`/articles/${slug}`)).status(), { intervals: [10] }).toBe(410)
  console.log(`measured: unpublish → gone: ${Math.round(performance.now() - start)} ms`)
  await expectAbsent(page.request, slug, mark, 410)
  await page.goto(`/articles/${slug}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This piece was withdrawn.')
})
