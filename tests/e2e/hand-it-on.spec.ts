import { type Browser, expect, type Page, test } from '@playwright/test'
import { siteUrl } from './house.ts'

const slug = 'queue-architecture-async-workloads'
const queues = `/articles/${slug}`
const address = `${siteUrl}${queues}`
const title = 'Queue Architecture for Async Workloads: A Teardown of Where Background Jobs Go to Die'

const rowOf = (page: Page) => page.getByRole('region', { name: 'Hand it on' })
const saidIn = (page: Page) => rowOf(page).getByRole('status')
const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText())

async function reader(browser: Browser, options: object = {}): Promise<Page> {
  const permissions = ['clipboard-read', 'clipboard-write']
  const context = await browser.newContext({ baseURL: siteUrl, permissions, ...options })
  return context.newPage()
}

test('without a script an article is handed on by links and by its address as text', async ({ browser }) => {
  const page = await reader(browser, { javaScriptEnabled: false })
  await page.goto(queues)
  const row = rowOf(page)
  await expect(row.getByRole('button')).toHaveCount(0)
  await expect(row.getByText(address, { exact: true })).toBeVisible()
  const links = await row.getByRole('link').evaluateAll((all) => all.map((link) => link.textContent))
  expect(links).toEqual(['Slack', 'LinkedIn', 'X', 'Bluesky', 'Mastodon', 'E-mail', 'Open the .md'])
  const hrefs = await row.getByRole('link').evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href))
  for (const href of hrefs.slice(1, 6)) expect(decodeURIComponent(href)).toContain(address)
  expect(hrefs.join(' ')).not.toMatch(/utm_/)
  expect((await page.request.get(hrefs.at(-1) ?? '')).headers()['content-type']).toContain('text/markdown')
  await page.context().close()
})

test('the page asks nobody else for anything', async ({ page }) => {
  const others: string[] = []
  page.on('request', (request) => new URL(request.url()).origin !== siteUrl && others.push(request.url()))
  await page.goto(queues)
  await rowOf(page).scrollIntoViewIfNeeded()
  await rowOf(page).getByRole('link', { name: 'Mastodon' }).hover()
  await page.waitForLoadState('networkidle')
  expect(others).toEqual([])
})

test('the link and the Markdown are copied, and said to be', async ({ browser }) => {
  const page = await reader(browser)
  await page.goto(queues)
  const row = rowOf(page)
  // What is to be announced must be there before it has words.
  await expect(saidIn(page)).toHaveCount(1)
  await row.getByRole('button', { name: 'Copy link' }).click()
  await expect(saidIn(page)).toHaveText('Copied')
  expect(await copied(page)).toBe(address)
  await row.getByRole('button', { name: 'Copy as Markdown' }).click()
  await expect(row.locator('[data-copied]')).toHaveText('Copy as Markdown')
  await expect(saidIn(page)).toHaveText('Copied')
  expect(await copied(page)).toBe(await (await page.request.get(`${queues}.md`)).text())

  await page.route('**/*.md', (route) => route.abort())
  await row.getByRole('button', { name: 'Copy as Markdown' }).click()
  await expect(saidIn(page)).toHaveText('Not copied: open the .md instead')
  await expect(row.locator('[data-copied]')).toHaveCount(0)
  await page.context().close()
})

test('Slack is opened with the link copied, to be pasted', async ({ browser }) => {
  const page = await reader(browser)
  await page.context().route('https://app.slack.com/**', (route) => route.fulfill({ body: 'Slack' }))
  await page.goto(queues)
  const opened = page.context().waitForEvent('page')
  await rowOf(page).getByRole('link', { name: 'Slack' }).click()
  const slack = await opened
  await slack.waitForURL('https://app.slack.com/client')
  expect(await slack.evaluate(() => window.opener)).toBeNull()
  await page.bringToFront()
  expect(await copied(page)).toBe(`${title}\n${address}`)
  await page.context().close()
})

/** What a browser's own sharing does when it is asked. */
async function withShare(browser: Browser, outcome: string): Promise<Page> {
  const page = await reader(browser)
  await page.addInitScript((name) => {
    navigator.share = (data) => {
      Object.assign(window, { shared: data })
      return name ? Promise.reject(new DOMException('no', name)) : Promise.resolve()
    }
  }, outcome)
  await page.goto(queues)
  await rowOf(page).getByRole('button', { name: 'Share', exact: true }).click()
  return page
}

test('where a browser can share by itself, it is asked to, on click alone', async ({ browser }) => {
  const page = await withShare(browser, '')
  expect(await page.evaluate(() => (window as unknown as { shared: ShareData }).shared)).toEqual({
    title,
    text: (await page.locator('.the-call-decision').textContent()) ?? '',
    url: address,
  })
  await expect(saidIn(page)).toHaveText('')
  await page.context().close()
})

test('where that fails the link is copied; where the reader gives it up nothing is', async ({ browser }) => {
  const failed = await withShare(browser, 'NotAllowedError')
  await expect(saidIn(failed)).toHaveText('Copied the link instead')
  expect(await copied(failed)).toBe(address)
  await failed.context().close()
  const given = await withShare(browser, 'AbortError')
  await expect(saidIn(given)).toHaveText('')
  await given.context().close()
})

test('the page is printed without the row, and with addresses behind its sources', async ({ page }) => {
  await page.addInitScript(() => Object.assign(window, { print: () => Object.assign(window, { printed: true }) }))
  await page.goto(queues)
  await rowOf(page).getByRole('button', { name: 'Print or save as PDF' }).click()
  expect(await page.evaluate(() => (window as unknown as { printed?: boolean }).printed)).toBe(true)
  await page.emulateMedia({ media: 'print' })
  for (const part of ['.hand-on', '.anchor', '.cite details', '.cite .copy'])
    await expect(page.locator(part).first()).toBeHidden()
  await expect(page.locator('#page_cite_plain')).toBeVisible()
})

test('every heading and finding has a link to itself, found by pointer, keyboard and finger', async ({ browser }) => {
  const page = await reader(browser)
  await page.goto(queues)
  const anchors = page.locator('.prose .anchor')
  const count = await page.locator('.prose > :is(h2, h3, h4), .prose > .finding').count()
  expect(count).toBeGreaterThan(15)
  await expect(anchors).toHaveCount(count)
  for (const { href, name } of await anchors.evaluateAll((all) =>
    all.map((one) => ({ href: one.getAttribute('href') ?? '', name: one.getAttribute('aria-label') ?? '' })),
  )) {
    expect(name).toMatch(/^Link to this (section|break|hold): \S/)
    await expect(page.locator(`[id="${decodeURIComponent(href.slice(1))}"]`), href).toHaveCount(1)
  }
  const head = page.locator('.prose > h2').first()
  const anchor = page.locator('.prose > h2 + .anchor').first()
  const strength = () => anchor.evaluate((one) => Number(getComputedStyle(one).opacity))
  expect(await strength()).toBe(0)
  await head.hover()
  expect(await strength()).toBe(1)
  await page.mouse.move(0, 0)
  await page.keyboard.press('Tab')
  await anchor.focus()
  expect(await strength()).toBe(1)
  // Beside its heading, and not over its words.
  const [box, words] = [await anchor.boundingBox(), await head.boundingBox()]
  expect(box && words && box.y + box.height > words.y && box.y < words.y + words.height).toBe(true)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#[\p{L}\p{N}-]+$/u)
  await page.context().close()

  const phone = await reader(browser, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  await phone.goto(queues)
  const touched = phone.locator('.prose > h2 + .anchor').first()
  expect(await touched.evaluate((one) => Number(getComputedStyle(one).opacity))).toBe(1)
  const at = await touched.boundingBox()
  expect(at && Math.min(at.width, at.height)).toBeGreaterThanOrEqual(24)
  expect(at && at.x + at.width).toBeLessThanOrEqual(390)
  await phone.context().close()
})

test('a citation is a file for bibliographies, named after its edition and answered like every form', async ({
  request,
}) => {
  for (const { ending, type, file } of [
    { ending: 'cite.bib', type: 'application/x-bibtex; charset=utf-8', file: `${slug}-1.bib` },
    { ending: 'cite.csl.json', type: 'application/vnd.citationstyles.csl+json', file: `${slug}-1.csl.json` },
  ]) {
    const path = `${queues}/${ending}`
    const answer = await request.get(path)
    expect(answer.status(), path).toBe(200)
    const { etag = '', 'last-modified': since = '', ...headers } = answer.headers()
    expect(headers).toMatchObject({
      'content-type': type,
      'content-disposition': `attachment; filename="${file}"`,
      'x-content-type-options': 'nosniff',
      link: expect.stringContaining(`<${address}>; rel="canonical"`),
    })
    expect(await answer.text()).toContain(`${address}/editions/1`)
    for (const known of [{ 'if-none-match': etag }, { 'if-modified-since': since }] as Record<string, string>[]) {
      const same = await request.get(path, { headers: known })
      expect([same.status(), await same.text()]).toEqual([304, ''])
    }
    const head = await request.head(path)
    expect([head.status(), head.headers()['content-length']]).toEqual([200, answer.headers()['content-length']])
    expect((await request.post(path)).status()).toBe(405)
    expect((await request.get(`/articles/nothing-of-that-name/${ending}`)).status()).toBe(404)
  }
  const [item] = await (await request.get(`${queues}/cite.csl.json`)).json()
  expect(item).toMatchObject({ id: `${slug}-1`, type: 'webpage', title, version: '1' })
})

test('the page offers the same citations as text and as files', async ({ browser }) => {
  const page = await reader(browser)
  await page.goto(queues)
  const cite = page.getByRole('region', { name: 'Cite this' })
  for (const [name, ending] of [
    ['BibTeX', 'cite.bib'],
    ['CSL-JSON', 'cite.csl.json'],
  ] as const) {
    await cite.getByText(name, { exact: true }).click()
    await cite.getByRole('button', { name: `Copy ${name}` }).click()
    const file = await (await page.request.get(`${queues}/${ending}`)).text()
    await expect.poll(() => copied(page)).toBe(file.trim())
    const saved = page.waitForEvent('download')
    await cite.getByRole('link', { name: `Save ${name}` }).click()
    expect((await saved).suggestedFilename()).toBe(`${slug}-1${ending.slice(4)}`)
  }
  await page.context().close()
})
