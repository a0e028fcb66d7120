import { type Browser, expect, type Page, test } from '@playwright/test'
import { axeFinds } from './axe.ts'
import { asAdmin, besideSite, siteUrl, specimen } from './house.ts'
import { brotliBytes } from './reading/weighing.ts'
import { followDirective, selectWords } from './text-directive.ts'

const queues = '/articles/queue-architecture-async-workloads'
const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText())
const buttonOf = (page: Page) => page.getByRole('button', { name: 'Copy link to this sentence' })
const saidOf = (page: Page) => page.locator('.copy-quote [role=status]')

test.beforeAll(() => besideSite('content', 'import', specimen.folder))

// The other tests count what the seeds brought.
test.afterAll(async () => {
  const admin = await asAdmin()
  const { docs } = await (await admin.get(`/api/articles?where[slug][equals]=${specimen.slug}&depth=0`)).json()
  expect((await admin.delete(`/api/articles/${docs[0].id}`)).status()).toBe(200)
  await admin.dispose()
})

async function reader(browser: Browser, options: object = {}): Promise<Page> {
  const permissions = ['clipboard-read', 'clipboard-write']
  const context = await browser.newContext({ baseURL: siteUrl, permissions, ...options })
  return context.newPage()
}

/** Selects the text of one element of the article. */
const select = (page: Page, selector: string) =>
  page.locator(selector).evaluate((element) => getSelection()?.selectAllChildren(element))

/** Copies the address of what is selected. */
async function copyLink(page: Page): Promise<string> {
  await buttonOf(page).click()
  await expect(saidOf(page)).toHaveText(/^Copied/)
  return copied(page)
}

/** Numbers from 0 to 1 that are the same in every run. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    yield state / 2_147_483_648
  }
}

/**
 * Whether this browser finds text at all. Builds of Chromium without the rules for it take the way of browsers that know
 * no directives.
 */
async function findsText(browser: Browser, path: string): Promise<boolean> {
  const page = await reader(browser)
  await page.goto(path)
  const finds = await page.evaluate(() => (window as unknown as { find(words: string): boolean }).find('hand it on'))
  await page.context().close()
  return finds
}

/** Opens a link as somebody else does, at another width, and sees where its words are. */
async function follow(browser: Browser, link: string, width: number, canFind: boolean) {
  const page = await reader(browser, { viewport: { width, height: 900 } })
  await page.goto(link)
  const { hash } = new URL(link)
  const [id = '', directive = ''] = hash.slice(1).split(':~:')
  const part = page.locator(`[id="${decodeURIComponent(id)}"]`)
  await expect(part, link).toBeAttached()
  const lands = async () => (await page.evaluate(followDirective, directive))?.y ?? -1
  if (canFind && directive) await expect.poll(async () => Math.abs((await lands()) - 450), link).toBeLessThan(450)
  else await expect(part, link).toBeInViewport()
  const led = directive ? await page.evaluate(followDirective, directive) : null
  const partTop = await part.evaluate((element) => element.getBoundingClientRect().top)
  await page.context().close()
  return { directive, led, partTop }
}

for (const [name, path] of Object.entries({ queues, specimen: `/articles/${specimen.slug}` }))
  test(`${name}: a copied link leads to the selected words at every width, and near them without directives`, async ({
    browser,
  }) => {
    test.setTimeout(180_000)
    const page = await reader(browser)
    await page.goto(path)
    const canFind = await findsText(browser, path)
    const next = numbers(name.length)
    const one = () => next.next().value ?? 0
    let exact = 0
    let native = 0
    for (let count = 0; count < 16; count += 1) {
      const words = await page.evaluate(selectWords, [one(), one(), one()] as [number, number, number])
      await expect(buttonOf(page)).toBeVisible()
      const link = await copyLink(page)
      await page.keyboard.press('Escape')
      await expect(buttonOf(page)).toBeHidden()
      expect(link.startsWith(`${siteUrl}${path}#`), link).toBe(true)
      const { directive, led, partTop } = await follow(browser, link, count % 2 ? 390 : 1440, canFind)
      if (!directive) continue
      exact += 1
      native += canFind ? 1 : 0
      // A range says nothing of where blocks end.
      const [wanted, text] = [words, led?.text ?? ''].map((each) => each.replace(/\s+/g, '').toLowerCase()) as [
        string,
        string,
      ]
      // A word that the digit of a note runs into is left out.
      expect(wanted.includes(text.slice(0, 10)), `${words} → ${link} → ${text}`).toBe(true)
      expect(text.length, link).toBeGreaterThan(wanted.length * 0.4)
      expect(partTop, link).toBeLessThanOrEqual((led?.y ?? 0) + 1)
    }
    console.log(
      `measured: ${name}: ${exact} of 16 links lead to their words, ${native} as the browser itself finds them`,
    )
    expect(exact).toBeGreaterThan(12)
    await page.context().close()
  })

test('the button is reached by Tab, copies by Enter, and is closed by Escape or by selecting nothing', async ({
  browser,
}) => {
  const page = await reader(browser, { reducedMotion: 'reduce' })
  await page.clock.install()
  await page.goto(queues)
  await select(page, '.prose > p >> nth=0')
  await expect(buttonOf(page)).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(buttonOf(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(saidOf(page)).toHaveText('Copied')
  expect(await copied(page)).toMatch(/#page_findings:~:text=/)
  await page.keyboard.press('Escape')
  await expect(buttonOf(page)).toBeHidden()
  // It stays closed: nothing that was under way brings it back.
  await page.clock.runFor(2_000)
  await expect(buttonOf(page)).toBeHidden()
  await select(page, '.prose > h2 >> nth=0')
  await expect(buttonOf(page)).toBeVisible()
  await page.evaluate(() => getSelection()?.removeAllRanges())
  await expect(buttonOf(page)).toBeHidden()
  // Beside the article there is nothing to quote.
  await select(page, '.footer')
  await page.waitForFunction(() => getSelection()?.isCollapsed === false)
  await expect(buttonOf(page)).toBeHidden()
  await page.context().close()
})

for (const size of [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
])
  test(`at ${size.width} the button is beside the selection, moves nothing and is sound`, async ({ browser }) => {
    const complaints: string[] = []
    const page = await reader(browser, { viewport: size, hasTouch: size.width < 500 })
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(queues)
    await page.evaluate(() => document.fonts.ready)
    await page.evaluate(() => {
      const shifts: number[] = []
      Object.assign(window, { shifts })
      new PerformanceObserver((list) =>
        shifts.push(...list.getEntries().map((one) => (one as never)['value'])),
      ).observe({
        type: 'layout-shift',
      })
    })
    for (const selector of [
      '.prose > p >> nth=1',
      '.pairs-title >> nth=0',
      '.prose pre >> nth=0',
      '.finding-title >> nth=2',
    ]) {
      await page.locator(selector).scrollIntoViewIfNeeded()
      const height = await page.evaluate(() => document.documentElement.scrollHeight)
      await select(page, selector)
      await expect(buttonOf(page)).toBeVisible()
      const end = () =>
        page.evaluate(() => [...(getSelection()?.getRangeAt(0).getClientRects() ?? [])].at(-1)?.bottom ?? 0)
      const gap = async () => ((await buttonOf(page).boundingBox())?.y ?? 0) - (await end())
      await expect.poll(gap, selector).toBeCloseTo(size.width < 500 ? 32 : 8, -1)
      const button = await buttonOf(page).boundingBox()
      if (!button) throw new Error('there is no button')
      expect(button.x).toBeGreaterThanOrEqual(0)
      expect(button.x + button.width).toBeLessThanOrEqual(size.width)
      expect(Math.min(button.width, button.height)).toBeGreaterThanOrEqual(44)
      expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(height)
    }
    expect(await axeFinds(page)).toEqual([])
    expect(await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)).toEqual([])
    expect(complaints).toEqual([])
    await page.context().close()
  })

test('what makes links to quotes is fetched with the first selection, from this site, and kept for good', async ({
  page,
}) => {
  const fetched: string[] = []
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname))
  await page.goto(queues)
  await page.waitForLoadState('load')
  expect(fetched.filter((path) => /quote|directive/.test(path))).toEqual([])
  await select(page, '.prose > p >> nth=0')
  await expect(buttonOf(page)).toBeVisible()
  const scripts = fetched.filter((path) => /^\/(quote|directive)\.[0-9a-f]{8}\.js$/.test(path))
  expect(scripts).toHaveLength(2)
  const bodies = await Promise.all(
    fetched.filter((path) => path.endsWith('.js')).map(async (path) => (await page.request.get(path)).body()),
  )
  const sizes = bodies.map((body) => brotliBytes(body))
  console.log(`measured: scripts of an article: ${sizes.join(' + ')} bytes of Brotli, the last two with a selection`)
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(6_000)
  for (const path of scripts) {
    const { 'cache-control': kept, 'content-type': type } = (await page.request.get(path)).headers()
    expect([kept, type]).toEqual(['public, max-age=31536000, immutable', expect.stringContaining('javascript')])
  }
})
