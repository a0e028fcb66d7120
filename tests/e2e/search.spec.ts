import { expect, type Page, test } from '@playwright/test'
import { openAxe } from './axe.ts'
import { nowhere, startFailingSite } from './failing-site.ts'
import { site, siteUrl, unique } from './house.ts'

const queues = '/articles/queue-architecture-async-workloads'
const field = (page: Page) => page.getByRole('main').locator('input[name=q]')
const hits = (page: Page) => page.getByRole('main').getByRole('listitem')

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false })

  test('a symptom is typed, found, marked, and leads to its place in the article', async ({ page }) => {
    await page.goto('/')
    await page.getByRole('contentinfo').getByRole('link', { name: 'Search' }).click()
    await expect(page).toHaveTitle('Search · What breaks. What holds.')
    await field(page).fill('two captures for one order')
    await page.getByRole('button', { name: 'Search' }).click()
    await expect(page).toHaveURL(`${siteUrl}/search?q=two+captures+for+one+order`)
    await expect(page).toHaveTitle(/^“.?two captures for one order.?”: what breaks, what holds/)
    await expect(field(page)).toHaveValue('two captures for one order')
    const groups = page.getByRole('main').getByRole('region')
    await expect(groups.getByRole('heading', { level: 2 })).toHaveText(['One break or hold', 'Three teardowns'])
    const first = hits(page).first()
    await expect(first).toContainText('BreakHeld')
    expect(await first.locator('mark').allTextContents()).toEqual(['Two', 'captures', 'one', 'order'])
    await first.getByRole('link', { name: 'Redelivery runs the side effect twice', exact: true }).click()
    await expect(page).toHaveURL(`${siteUrl}${queues}#b1`)
  })

  test('an open break says so, and has an address of its own to share', async ({ page }) => {
    await page.goto('/search?q=deploy+kills+work')
    const first = hits(page).first()
    await expect(first).toContainText('BreakOpen: no hold that we trust yet')
    const share = first.getByRole('link', { name: 'Share this break: A deploy kills work in flight' })
    expect(await share.getAttribute('href')).toBe('/failures/queue-architecture-async-workloads.b7')
  })

  test('a slip of the hand is set right by a link', async ({ page }) => {
    await page.goto('/search?q=idempotnet+consumer')
    await page.getByRole('link', { name: 'idempotent consumer' }).click()
    await expect(page).toHaveURL(`${siteUrl}/search?q=idempotent+consumer`)
    await expect(page.locator(`main a[href="${queues}"]`).first()).toBeVisible()
  })

  test('a question that nothing answers whole finds what has some of its words', async ({ page }) => {
    await page.goto('/search?q=connection+pool+exhausted')
    await expect(page.getByText('No teardown has all of these words. These have some of them.')).toBeVisible()
    await expect(hits(page).first()).toContainText('Connections run out before the processor does')
  })

  test('nothing asked, and nothing found: symptoms, topics and the failure index lead on', async ({ page }) => {
    for (const path of ['/search', '/search?q=', '/search?q=+++', '/search?q=blockchian+synergy', '/search?q=the+of']) {
      expect((await page.goto(path))?.status(), path).toBe(200)
      await expect(page.locator('main a[href="/failures"]')).toBeVisible()
      await expect(page.getByRole('link', { name: 'Scale', exact: true })).toBeVisible()
    }
    await expect(page.getByRole('heading', { name: 'No teardown mentions' })).toBeVisible()
    const symptom = page.getByRole('region', { name: 'Symptoms to try' }).getByRole('link').first()
    const words = await symptom.textContent()
    await symptom.click()
    await expect(field(page)).toHaveValue(words ?? '')
    await expect(hits(page).first()).toContainText(/Break/)
  })

  test('the page that is not there has the field too', async ({ page }) => {
    expect((await page.goto('/no/such/address'))?.status()).toBe(404)
    await field(page).fill('outbox')
    await field(page).press('Enter')
    await expect(page).toHaveURL(`${siteUrl}/search?q=outbox`)
  })
})

test('is for readers and not for search engines, made anew each time, and safe with whatever is asked', async ({
  request,
  page,
}) => {
  const answer = await request.get(
    `/search?${new URLSearchParams({ q: '</script><img src=x onerror=alert(1)> & "é" ]]>' })}`,
  )
  expect(answer.headers()).toMatchObject({ 'cache-control': 'public, max-age=0, must-revalidate' })
  const html = await answer.text()
  expect(html).toContain('<meta name="robots" content="noindex, follow"')
  expect(html).not.toContain('<img src=x')
  await page.goto('/search?q=%E2%80%AE%D7%A9%D7%9C%D7%95%D7%9D+%F0%9F%98%80')
  await expect(field(page)).toHaveValue('\u202eשלום 😀')
})

const hostile = [
  '(a+)+$',
  '!!!',
  'a & | b',
  ':*',
  '<->',
  'a <-> b <2> c',
  `"""'''\\\\'`,
  '"unbalanced',
  '-"',
  "'; drop table publication.current; --",
  '\ud800',
  '😀🔥',
  'שלום مرحبا',
  'e\u0301'.repeat(60),
  'z\u0300\u0301\u0302\u0303'.repeat(40),
  '" "'.repeat(60),
  Array.from({ length: 100 }, (_, at) => `"a ${at}"`).join(' '),
  'queue:*',
  'or or or -or',
  '%_\\%',
]

test('hostile words are answered, in time, by the page and by what suggests', async ({ request }) => {
  for (const q of hostile)
    for (const path of ['/search', '/search/suggestions']) {
      const answer = await request.get(`${path}?q=${encodeURIComponent(q.toWellFormed())}`, { timeout: 5_000 })
      expect([200, 400], `${path} ${q}`).toContain(answer.status())
    }
})

test('what no address can hold is refused with the field beside the reason', async ({ page, request }) => {
  const refusals = [
    ['x'.repeat(300), 400, 'too much to look for'],
    ['x'.repeat(9_000), 414, 'too much to look for'],
    ['%00', 400, 'cannot be read'],
    ['que%00ue', 400, 'cannot be read'],
  ] as const
  for (const [q, status, why] of refusals) {
    expect((await page.goto(`/search?q=${q}`))?.status(), q.slice(0, 20)).toBe(status)
    await expect(page.getByRole('heading', { name: why })).toBeVisible()
    await expect(field(page)).toBeVisible()
  }
  // Node refuses the request before the door sees it.
  const { status } = await fetch(`${siteUrl}/search?q=${'x'.repeat(100_000)}`)
  expect([414, 431]).toContain(status)
  for (const odd of ['in=nonsense', 'after=-1', 'in=findings&after=9999', 'in=findings&after=1e9', 'q=again', 'x=y'])
    expect((await request.get(`/search?q=queue&${odd}`)).status(), odd).toBe(200)
})

test('further pages hold the rest, each finding once', async ({ page }) => {
  await page.goto('/search?q=first')
  const seen: string[] = []
  const links = page.locator('.hit-kind + h3 a')
  const more = page.getByRole('link', { name: 'More breaks and holds' })
  await more.click()
  for (;;) {
    seen.push(...(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))))
    if ((await more.count()) === 0) break
    await more.click()
  }
  expect(seen.length).toBeGreaterThan(2)
  expect(new Set(seen).size).toBe(seen.length)
  await page.getByRole('link', { name: 'All that was found' }).click()
  await expect(page.getByRole('main').getByRole('region').first()).toBeVisible()
})

const other = (more: object) => {
  const secrets = { PAYLOAD_SECRET: unique().repeat(5), INTERNAL_SECRET: unique().repeat(6), ...more }
  const address = site.variables['READER_DATABASE_URL'] ?? ''
  return { secrets, address, dist: process.env.E2E_DIST ?? '' }
}

test('one address may search so often, by page and API together, and suggestions are counted by themselves', async ({
  page,
  request,
}) => {
  const { dist, address, secrets } = other({ API_SEARCHES_PER_MINUTE: '3', TRUSTED_PROXIES: '127.0.0.1,::1' })
  const busy = await startFailingSite(dist, address, secrets)
  try {
    const from = (at: string) => ({ headers: { 'x-forwarded-for': at } })
    const status = async (path: string, at: string) => (await request.get(busy.url + path, from(at))).status()
    expect(await status('/search?q=one', '203.0.113.1')).toBe(200)
    expect(await status('/api/v1/search?q=two', '203.0.113.1')).toBe(200)
    expect(await status('/search?q=three', '203.0.113.1')).toBe(200)
    const refused = await request.get(`${busy.url}/search?q=four`, from('203.0.113.1'))
    expect(refused.status()).toBe(429)
    expect(refused.headers()).toMatchObject({
      'retry-after': expect.stringMatching(/^[1-9]\d?$/),
      'cache-control': 'no-store',
    })
    // Nobody talks himself out of it, a page without a question costs nothing, and others are not meant.
    const lying = { headers: { 'x-forwarded-for': '203.0.113.1', 'x-limit-key': 'somebody else' } }
    expect((await request.get(`${busy.url}/search?q=five`, lying)).status()).toBe(429)
    expect(await status('/search', '203.0.113.1')).toBe(200)
    expect(await status('/search?q=one', '203.0.113.2')).toBe(200)
    for (let count = 0; count < 12; count++)
      expect(await status(`/search/suggestions?q=re${count}`, '203.0.113.1')).toBe(200)
    expect(await status('/search/suggestions?q=ret', '203.0.113.1')).toBe(429)

    await page.setExtraHTTPHeaders({ 'x-forwarded-for': '203.0.113.1' })
    await page.goto(`${busy.url}/search?q=four`)
    await expect(page.getByRole('heading', { name: 'Too many searches' })).toBeVisible()
    await expect(page.getByText(/Search again in (a minute|\S+ seconds?)\./)).toBeVisible()
    await expect(field(page)).toHaveValue('four')
  } finally {
    await busy.stop()
  }
})

test('while the database is away, the words stay in the field, and the page says when to come back', async ({
  page,
}) => {
  const { dist, secrets } = other({})
  const away = await startFailingSite(dist, await nowhere('nobody:nothing'), secrets)
  try {
    const answer = await page.goto(`${away.url}/search?q=queue`)
    expect(answer?.status()).toBe(503)
    expect(answer?.headers()).toMatchObject({ 'retry-after': '10', 'cache-control': 'no-store' })
    await expect(field(page)).toHaveValue('queue')
    await expect(page.getByRole('heading', { name: 'The search is away.' })).toBeVisible()
    expect((await page.request.get(`${away.url}/search/suggestions?q=queue`)).status()).toBe(503)
    // What is typed meanwhile is suggested nothing, and nothing breaks.
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    await field(page).focus()
    await field(page).pressSequentially(' arch')
    await expect(page.getByRole('listbox')).toBeHidden()
    expect(complaints).toEqual([])
  } finally {
    await away.stop()
  }
})

test.describe('suggestions', () => {
  const options = (page: Page) => page.getByRole('option')

  test('are walked with arrows, taken with Enter, closed with Escape, and never in the way', async ({ page }) => {
    await page.goto('/search')
    await field(page).focus()
    await expect(field(page)).toHaveAttribute('role', 'combobox')
    await field(page).pressSequentially('redeliv')
    await expect(options(page)).toHaveText(['Break Redelivery runs the side effect twice'])
    await expect(page.getByRole('status').filter({ hasText: 'suggestion' })).toHaveText('1 suggestion')
    await expect(field(page)).toHaveAttribute('aria-expanded', 'true')
    expect(await (await openAxe(page))()).toEqual([])
    await page.keyboard.press('ArrowDown')
    await expect(options(page)).toHaveAttribute('aria-selected', 'true')
    const active = await field(page).getAttribute('aria-activedescendant')
    expect(await options(page).getAttribute('id')).toBe(active)
    await page.keyboard.press('ArrowDown')
    await expect(field(page)).not.toHaveAttribute('aria-activedescendant', /./)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('listbox')).toBeHidden()
    await expect(field(page)).toHaveValue('redeliv')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(`${siteUrl}${queues}#b1`)

    await page.goBack()
    await field(page).fill('outbo')
    await expect(options(page).first()).toBeVisible()
    // Nothing is chosen: the words are searched for.
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(`${siteUrl}/search?q=outbo`)
  })

  test('are taken with the mouse, and leave with the focus', async ({ page }) => {
    await page.goto('/search')
    await field(page).click()
    await field(page).pressSequentially('scali')
    await expect(options(page).first()).toBeVisible()
    await page.getByRole('link', { name: 'About' }).first().focus()
    await expect(page.getByRole('listbox')).toBeHidden()
    await field(page).click()
    await field(page).pressSequentially('ng')
    await options(page).filter({ hasText: 'Teardown' }).first().click()
    await expect(page).toHaveURL(`${siteUrl}/articles/scaling-from-100-to-100k-users`)
  })

  test('ask once for what is typed quickly, and nothing at all before the field is used', async ({ page }) => {
    const asked: string[] = []
    page.on('request', (request) => {
      if (/suggest/.test(request.url())) asked.push(request.url().replace(siteUrl, ''))
    })
    await page.goto('/search')
    await page.waitForLoadState('networkidle')
    expect(asked).toEqual([])
    await field(page).focus()
    await field(page).pressSequentially('retries', { delay: 10 })
    await expect(options(page).first()).toBeVisible()
    expect(asked.map((path) => path.replace(/[0-9a-f]{8}/, 'hash'))).toEqual([
      '/suggest.hash.js',
      '/search/suggestions?q=retries',
    ])
    const [script = ''] = asked
    expect((await page.request.get(script)).headers()['cache-control']).toBe('public, max-age=31536000, immutable')
  })
})
