import { type APIRequestContext, expect, type Locator, type Page, test } from '@playwright/test'
import { axeFinds } from './axe.ts'
import { BodyEditor } from './body-editor.ts'
import { articleValues, asNew, browserAs, formReady, makeDraft, setStatus, unique } from './house.ts'
import { blockOf, choose, startBlock, tabTo } from './keyboard.ts'

test.setTimeout(180_000)

let editor: BodyEditor
let page: Page
let api: APIRequestContext

test.beforeAll(async ({ browser }) => {
  editor = await BodyEditor.open(browser)
  ;({ page, api } = editor)
})
test.afterAll(() => editor?.close())

const plate = (of: Page): Locator => of.locator('.plate-now')
const button = (name: string): Locator => plate(page).getByRole('button', { name })

/** The drawing in the form, as the document that it is. */
async function drawn(of: Page = page): Promise<string> {
  const source = (await plate(of).locator('img').getAttribute('src')) ?? ''
  expect(source.slice(0, 19)).toBe('data:image/svg+xml,')
  return decodeURIComponent(source.slice(19))
}

/** Openings in a drawing: each is a part of its own of one path. */
const openingsIn = (svg: string): number =>
  /<path class="b" stroke-width="5"[^>]* d="([^"]*)"/.exec(svg)?.[1]?.match(/M/g)?.length ?? 0
const hasKeys = (svg: string): boolean => /<path class="k"/.test(svg)

/** Until the caption says so. The line above the text is read out; this one is not. */
const untilSaid = (words: RegExp | string): Promise<void> =>
  expect(plate(page).locator('figcaption')).toContainText(words)

test.describe('one article', () => {
  test.describe.configure({ mode: 'serial' })

  let written = 0
  // Every test of the site sees what is left here.
  test.afterAll(() => api.delete(`/api/articles/${written}?trash=true`))

  test('the plate follows what is written, before anything is saved', async () => {
    written = await editor.openNew('plate')
    await untilSaid('nothing in their way')
    expect(openingsIn(await drawn())).toBe(0)

    await tabTo(page, editor.root)
    await startBlock(page, 'break', 'shortcut')
    await untilSaid('1 opening')
    expect(openingsIn(await drawn())).toBe(1)
    await startBlock(page, 'break', 'shortcut')
    await untilSaid('2 openings')
    expect(openingsIn(await drawn())).toBe(2)
    expect(hasKeys(await drawn())).toBe(false)
    await startBlock(page, 'hold', 'shortcut')
    await untilSaid('1 key')
    expect(hasKeys(await drawn())).toBe(true)
  })

  test('a break that a hold answers closes the sheet', async () => {
    const [one, other] = [
      page.locator('.LexicalEditorTheme__block-break').nth(0),
      page.locator('.LexicalEditorTheme__block-break').nth(1),
    ]
    await editor.fillIn(one, 'title', 'The worker runs twice')
    await editor.fillIn(other, 'title', 'The queue is full')
    await editor.fillIn(blockOf(page, 'hold'), 'title', 'A unique key')
    await untilSaid('all are left open')
    for (const name of ['b1: The worker runs twice', 'b2: The queue is full']) {
      await tabTo(page, blockOf(page, 'hold').getByRole('checkbox', { name }), 300)
      await page.keyboard.press('Space')
      await untilSaid(name.startsWith('b1') ? '1 is left open' : 'the fracture is stopped')
    }
    await editor.untilStored(written, '"answers":["b1","b2"]')
  })

  test('the sheet is turned and turned back by the keyboard', async () => {
    const first = await drawn()
    await tabTo(page, button('Turn the sheet'), 300)
    await page.keyboard.press('Enter')
    await expect(plate(page).getByRole('status')).toHaveText('Sheet 2 of 100')
    const second = await drawn()
    expect(second).not.toBe(first)
    expect(openingsIn(second)).toBe(2)
    await tabTo(page, button('Turn back'))
    await page.keyboard.press('Enter')
    await expect(plate(page).getByRole('status')).toHaveText('Sheet 1 of 100')
    expect(await drawn()).toBe(first)
    await page.keyboard.press('Enter')
    await expect(plate(page).getByRole('status')).toHaveText('Sheet 100 of 100')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await expect(plate(page).getByRole('status')).toHaveText('Sheet 2 of 100')
    expect(await drawn()).toBe(second)
  })

  test('what was seen is what is published, byte for byte', async () => {
    const stored = async () =>
      (await (await api.get(`/api/articles/${written}?draft=true&depth=0`)).json()).cover.variant
    await expect.poll(stored, { timeout: 30_000 }).toBe(1)
    const seen = await drawn()
    await setStatus(api, written, 'published')
    const article = await (await api.get(`/api/v1/articles/${editor.slugOf('plate')}`)).json()
    const path = new URL(article.images.plate['3x2'], 'http://x').pathname
    expect(await (await api.get(path)).text()).toBe(seen)
  })

  test('axe finds nothing in it', async () => {
    expect(await axeFinds(page, '.plate-now')).toEqual([])
  })
})

test('an article that is being begun has no plate until it has a title and a topic, and the slug to come seeds it', async () => {
  const fresh = await page.context().newPage()
  await fresh.goto('/admin/collections/articles/create')
  await formReady(fresh)
  await expect(plate(fresh)).toContainText('as soon as there are a title and a topic')
  const title = `Begun ${unique()}`
  await fresh.getByLabel('Title', { exact: false }).first().fill(title)
  await expect(plate(fresh).locator('img')).toHaveCount(0)
  await choose(fresh, 'topics', 'Scale')
  await expect(plate(fresh).locator('img')).toBeVisible()
  const byTitle = await drawn(fresh)
  await fresh.getByLabel('Slug').fill('another-name-altogether')
  await expect.poll(() => drawn(fresh)).not.toBe(byTitle)
  await fresh.getByLabel('Slug').fill(title.toLowerCase().replace(' ', '-'))
  await expect.poll(() => drawn(fresh)).toBe(byTitle)
  await fresh.close()
})

test('another topic is another load case, and a calm cover another weight of line', async () => {
  await editor.openNew('topic')
  await expect(plate(page).locator('img')).toBeVisible()
  const footing = await drawn()
  await page.locator('#field-topics .clear-indicator').click()
  await expect(plate(page)).toContainText('as soon as there are a title and a topic')
  await choose(page, 'topics', 'Money')
  await expect.poll(() => drawn()).not.toBe(footing)
  const cable = await drawn()
  await page.getByRole('button', { name: 'Search and share' }).click()
  await page.getByLabel('Calm cover').check()
  await expect.poll(() => drawn()).not.toBe(cable)
})

test('who may not change an article sees its plate, and cannot turn it', async ({ browser }) => {
  const id = await makeDraft(api, await articleValues(api, unique()))
  const { api: author } = await asNew('author')
  const context = await browserAs(browser, author)
  const other = await context.newPage()
  await other.goto(`/admin/collections/articles/${id}`)
  await expect(plate(other).locator('figcaption')).toContainText('1 opening', { timeout: 30_000 })
  await expect(plate(other).getByRole('button')).toHaveCount(0)
  expect((await author.patch(`/api/articles/${id}?draft=true`, { data: { cover: { variant: 7 } } })).status()).toBe(403)
  await context.close()
  await author.dispose()
})

test('there are a hundred sheets', async () => {
  const id = await makeDraft(api, await articleValues(api, unique()))
  for (const variant of [-1, 100])
    expect((await api.patch(`/api/articles/${id}`, { data: { cover: { variant } } })).status()).toBe(400)
})
