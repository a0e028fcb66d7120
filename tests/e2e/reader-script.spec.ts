import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import ts from 'typescript'

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

test('Escape takes a label of the beam away until something else is reached', async ({ page }) => {
  await page.goto('/')
  const links = page.locator('.beam a')
  const [one, two] = [links.nth(0), links.nth(1)]
  // A first key, so that focus is the kind that shows.
  await page.keyboard.press('Tab')
  await one.focus()
  await expect(one.locator('.tip')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(one.locator('.tip')).toBeHidden()
  await two.focus()
  await expect(two.locator('.tip')).toBeVisible()

  await one.hover()
  await expect(one.locator('.tip')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(one.locator('.tip')).toBeHidden()
  await page.locator('.hero-deck').hover()
  await one.hover()
  await expect(one.locator('.tip')).toBeVisible()
  // Hovering over the label itself keeps it (WCAG 1.4.13).
  await one.locator('.tip').hover()
  await expect(one.locator('.tip')).toBeVisible()
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
  // What is sent is what is written, without comments.
  const plain = (text: string) => ts.transpile(text, { target: ts.ScriptTarget.ESNext, removeComments: true })
  const sent = await answer.text()
  expect(sent).not.toMatch(/^\s*(\/\*\*|\/\/)/m)
  expect(plain(sent)).toBe(plain(content.toString()))
  expect(answer.headers()).toMatchObject({
    'cache-control': 'public, max-age=31536000, immutable',
    'content-type': expect.stringContaining('javascript'),
    'x-content-type-options': 'nosniff',
  })
  expect((await request.get('/reader.00000000.js')).status()).toBe(404)
})
