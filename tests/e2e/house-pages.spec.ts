import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type APIRequestContext, type APIResponse, expect, type Page, test } from '@playwright/test'
import { startFailingSite } from './failing-site.ts'
import { articleValues, asAdmin, makeDraft, setStatus, siteUrl, unique } from './house.ts'

const house = [
  { path: '/about', title: 'About' },
  { path: '/how-to-read-a-plate', title: 'How to read a plate' },
  { path: '/accessibility', title: 'Accessibility' },
  { path: '/licence', title: 'Licence' },
  { path: '/articles', title: 'All teardowns', head: 'Teardowns' },
]

for (const { path, title, head } of house)
  test(`${path} has its title, its head and its address, and is reached from every page`, async ({ page }) => {
    await page.goto('/topics/scale')
    await page.locator(`footer a[href="${path}"]`).click()
    await expect(page).toHaveURL(siteUrl + path)
    await expect(page).toHaveTitle(`${title} · What breaks. What holds.`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(head ?? title)
    await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', siteUrl + path)
    expect((await page.locator('meta[name=description]').getAttribute('content'))?.length).toBeGreaterThan(40)
  })

test('the menu of a phone opens, leads on, and needs no script', async ({ browser }) => {
  const page = await browser.newPage({
    baseURL: siteUrl,
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  })
  await page.goto('/about')
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'How to read a plate' })
  await expect(link).toBeHidden()
  await page.getByText('Menu', { exact: true }).click()
  await expect(link).toBeVisible()
  expect((await link.boundingBox())?.height).toBeGreaterThanOrEqual(44)
  // It pushes the page down, so that nothing under it has the focus unseen.
  const head = await page.getByRole('heading', { level: 1 }).boundingBox()
  const last = await page.locator('.masthead-menu li').last().boundingBox()
  expect(head?.y).toBeGreaterThan((last?.y ?? 0) + (last?.height ?? 0))
  await link.click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('How to read a plate')
  await expect(link).toBeHidden()
  await page.close()
})

/** The colour of the page's ground. */
const groundOf = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
const tintsOf = (page: Page) =>
  page.locator('meta[name=theme-color]').evaluateAll((all) => all.map((meta) => (meta as HTMLMetaElement).content))

test('a chosen scheme holds on the next page, in another tab, and until it is taken back', async ({ context }) => {
  const page = await context.newPage()
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto('/about')
  const [light, tints] = [await groundOf(page), await tintsOf(page)]
  expect(tints).toHaveLength(2)
  const scheme = page.getByRole('group', { name: 'Colour scheme' })
  await expect(scheme.getByRole('radio', { name: 'System' })).toBeChecked()

  // From the keyboard: radios are one stop, and arrows choose.
  await scheme.getByRole('radio', { name: 'System' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(scheme.getByRole('radio', { name: 'Dark' })).toBeChecked()
  const dark = await groundOf(page)
  expect(dark).not.toBe(light)
  expect(await tintsOf(page)).toEqual([tints[1], tints[1]])

  const other = await context.newPage()
  await other.emulateMedia({ colorScheme: 'light' })
  await other.goto('/licence')
  expect(await groundOf(other)).toBe(dark)
  await expect(other.getByRole('radio', { name: 'Dark' })).toBeChecked()
  await page.bringToFront()
  await scheme.getByText('Light').click()
  await expect(other.getByRole('radio', { name: 'Light' })).toBeChecked()
  expect(await groundOf(other)).toBe(light)
  await scheme.getByText('System').click()
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await groundOf(page)).toBe(dark)
  expect(await tintsOf(page)).toEqual(tints)
  expect(await page.evaluate(() => localStorage.length)).toBe(0)
})

test('Escape takes a label away until something else is reached', async ({ page }) => {
  await page.goto('/about')
  await page.evaluate(() => {
    for (const name of ['one', 'two']) {
      const link = Object.assign(document.createElement('a'), { id: name, href: '#', textContent: name })
      link.dataset.label = ''
      link.append(Object.assign(document.createElement('span'), { className: 'tip', textContent: `Label of ${name}` }))
      document.querySelector('main')?.prepend(link)
    }
  })
  const [one, two] = [page.getByText('Label of one'), page.getByText('Label of two')]
  await page.keyboard.press('Tab')
  await page.locator('#one').focus()
  await expect(one).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(one).toBeHidden()
  await page.locator('#two').focus()
  await expect(two).toBeVisible()
  await page.locator('#one').hover()
  await page.keyboard.press('Escape')
  await expect(one).toBeHidden()
  await page.getByRole('heading', { level: 1 }).hover()
  await expect(one).toBeVisible()
})

test('Escape closes the menu and gives the focus back to it', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/about')
  const menu = page.getByText('Menu', { exact: true })
  await menu.click()
  const link = page.locator('.masthead-menu').getByRole('link', { name: 'Teardowns' })
  await link.focus()
  await page.keyboard.press('Escape')
  await expect(link).toBeHidden()
  await expect(menu).toBeFocused()
  await menu.click()
  // A place on the same page: the menu is not in its way.
  await page.goto('/')
  await menu.click()
  await page.locator('.masthead-menu').getByRole('link', { name: 'Topics' }).click()
  await expect(link).toBeHidden()
  await expect(page.locator('#topics')).toBeInViewport()
})

test('calm covers hold, and draw the plate at a third of its strength', async ({ page }) => {
  await page.goto('/how-to-read-a-plate')
  const strength = () =>
    page.locator('.sheet-drawing').evaluateAll((all) => [...new Set(all.map((one) => getComputedStyle(one).opacity))])
  expect(await strength()).toEqual(['1'])
  await page.getByText('Calm covers', { exact: true }).click()
  expect(await strength()).toEqual(['0.35'])
  await page.reload()
  await expect(page.getByRole('checkbox', { name: 'Calm covers' })).toBeChecked()
  expect(await strength()).toEqual(['0.35'])
  await page.getByText('Calm covers', { exact: true }).click()
  expect(await strength()).toEqual(['1'])
})

test('no page flashes: what is stored is shown before there is a body, without the script', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto('/about')
  const light = await groundOf(page)
  await page.evaluate(() => localStorage.setItem('scheme', 'dark'))
  await page.route(/\/reader\./, (route) => route.abort())
  await page.addInitScript(() => {
    const first = new MutationObserver(() => {
      if (!document.body) return
      first.disconnect()
      document.documentElement.title = getComputedStyle(document.body).backgroundColor
    })
    first.observe(document, { childList: true, subtree: true })
  })
  await page.reload()
  const atFirst = await page.evaluate(() => document.documentElement.title)
  expect(atFirst).toBe(await groundOf(page))
  expect(atFirst).not.toBe(light)
  expect(atFirst).not.toBe('')

  await page.evaluate(() => localStorage.setItem('scheme', 'sepia'))
  await page.reload()
  expect(await groundOf(page)).toBe(light)
})

test('where storage is refused, the switches work for the page one is on', async ({ page }) => {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.emulateMedia({ colorScheme: 'light' })
  await page.addInitScript(() =>
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('refused', 'SecurityError')
      },
    }),
  )
  await page.goto('/about')
  const light = await groundOf(page)
  await page.getByRole('group', { name: 'Colour scheme' }).getByText('Dark').click()
  expect(await groundOf(page)).not.toBe(light)
  expect(complaints).toEqual([])
})

test('the script is one file, named after its content and kept for good', async ({ request }) => {
  const content = readFileSync('public/reader.js')
  const name = createHash('sha256').update(content).digest('hex').slice(0, 8)
  const html = await (await request.get('/about')).text()
  expect(html.match(/src="\/reader\.[0-9a-f]+\.js"/g)).toEqual([`src="/reader.${name}.js"`])
  const answer = await request.get(`/reader.${name}.js`)
  expect((await answer.body()).equals(content)).toBe(true)
  expect(answer.headers()).toMatchObject({
    'cache-control': 'public, max-age=31536000, immutable',
    'content-type': expect.stringContaining('javascript'),
    'x-content-type-options': 'nosniff',
  })
  expect((await request.get('/reader.00000000.js')).status()).toBe(404)
})

test('what nobody may ask for by its inner name is not there', async ({ request }) => {
  for (const path of ['/archive/newest', '/archive/older', '/house/about'])
    expect((await request.get(path)).status(), path).toBe(404)
})

type ApiList = { data: { url: string }[]; page: { next: string | null } }

/** Paths of every article in the API's list. */
async function allArticles(request: APIRequestContext): Promise<string[]> {
  const paths: string[] = []
  for (let after: string | null = ''; after !== null; ) {
    const answer: APIResponse = await request.get(
      `/api/v1/articles?limit=100&fields=url${after ? `&after=${after}` : ''}`,
    )
    const { data, page }: ApiList = await answer.json()
    paths.push(...data.map(({ url }) => url.replace(siteUrl, '')))
    after = page.next
  }
  return paths
}

test.describe('the list of all', () => {
  const made: number[] = []
  let admin: APIRequestContext

  test.beforeAll(async ({ request }) => {
    admin = await asAdmin()
    const more = 26 - (await allArticles(request)).length
    for (let index = 0; index < more; index++) {
      const id = await makeDraft(admin, await articleValues(admin, unique()))
      await setStatus(admin, id, 'published')
      made.push(id)
    }
    const newest = (await allArticles(request))[0]
    await expect.poll(async () => (await request.get('/articles')).text()).toContain(`href="${newest}"`)
  })
  test.afterAll(async () => {
    for (const id of made) await setStatus(admin, id, 'draft')
    await admin.dispose()
  })

  test('walked to its end gives every article once, newest first', async ({ page, request }) => {
    const expected = await allArticles(request)
    const seen: string[] = []
    await page.goto('/articles')
    await expect(page.getByText(`${expected.length} teardowns in all`)).toBeVisible()
    const older = page.getByRole('link', { name: 'Older' })
    for (;;) {
      seen.push(...(await page.locator('main h3 a').evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''))))
      if ((await older.count()) === 0) break
      const next = await older.getAttribute('href')
      await older.click()
      await expect(page).toHaveURL(siteUrl + next)
      await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', 'noindex, follow')
    }
    expect(seen).toEqual(expected)
    await page.getByRole('link', { name: 'Newest' }).click()
    await expect(page).toHaveURL(`${siteUrl}/articles`)
  })

  test('takes the cursors of the API’s list, and no others', async ({ request }) => {
    const { data, page } = await (await request.get('/api/v1/articles?limit=1')).json()
    const answer = await request.get(`/articles?after=${page.next}`)
    const html = await answer.text()
    expect(answer.status()).toBe(200)
    expect(answer.headers()['x-revision']).toMatch(/^\d+$/)
    expect(html).not.toContain(`href="/articles/${data[0].slug}"`)
    const other = (await (await request.get('/api/v1/articles?limit=1&sort=modifiedAt')).json()).page.next
    const bad = [`after=${page.next}x`, `after=${other}`, 'after=nowhere', `after=${page.next}&after=${page.next}`]
    for (const query of bad) {
      const refused = await request.get(`/articles?${query}`)
      expect(refused.status(), query).toBe(400)
      expect(await refused.text()).toContain('The list has no such place.')
    }
  })
})

test('without a database: the house answers, the rest says when to come back and names its request', async ({
  browser,
}) => {
  const failing = await startFailingSite(process.env.E2E_DIST ?? '', 'nobody:nothing', {
    PAYLOAD_SECRET: `payload-${unique()}`.repeat(3),
    INTERNAL_SECRET: `internal-${unique()}`.repeat(3),
  })
  try {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
    const page = await context.newPage()
    expect((await page.goto(`${failing.url}/about`))?.status()).toBe(200)
    const answer = await page.goto(`${failing.url}/articles`)
    const { 'x-request-id': id, 'retry-after': seconds, 'cache-control': caching } = answer?.headers() ?? {}
    expect([answer?.status(), seconds, caching]).toEqual([503, '10', 'no-store'])
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Held up, not lost.')
    await expect(page.getByText('again in ten seconds')).toBeVisible()
    await expect(page.locator('#page_reference')).toHaveText(id ?? '')
    await expect(page.locator('.sheet-red')).toBeVisible()
    await page.getByRole('button', { name: 'Copy the reference' }).click()
    await expect(page.getByRole('status')).toHaveText('Copied')
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(id)
    await context.close()
  } finally {
    await failing.stop()
  }
})
