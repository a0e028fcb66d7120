import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, type Page, test } from '@playwright/test'
import { schemeLine } from '#components/scheme-line.ts'
import { articleValues, asAdmin, besideSite, makeDraft, setStatus, siteUrl, specimen, unique } from './house.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Every type of page, and the status it has. The withdrawn one is made first. */
const withdrawn = `article-${unique()}`
const pages = [
  { name: 'home', path: '/', status: 200 },
  { name: 'article', path: '/articles/queue-architecture-async-workloads', status: 200 },
  { name: 'short-article', path: '/articles/audit-logging-soc-2', status: 200 },
  { name: 'specimen', path: `/articles/${specimen.slug}`, status: 200 },
  { name: 'topic', path: '/topics/scale', status: 200 },
  { name: 'author', path: '/authors/editorial-desk', status: 200 },
  { name: 'archive', path: '/articles', status: 200 },
  { name: 'about', path: '/about', status: 200 },
  { name: 'how-to-read', path: '/how-to-read-a-plate', status: 200 },
  { name: 'accessibility', path: '/accessibility', status: 200 },
  { name: 'licence', path: '/licence', status: 200 },
  { name: 'lost-place', path: '/articles?after=nowhere', status: 400 },
  { name: 'withdrawn', path: `/articles/${withdrawn}`, status: 410 },
  { name: 'unknown', path: '/articles/nothing-of-that-name', status: 404 },
  { name: 'nowhere', path: '/no/such/address', status: 404 },
] as const
const found = pages.filter(({ status }) => status === 200)

test.beforeAll(async () => {
  expect(await besideSite('content', 'import', specimen.folder)).toMatch(/Imported: 1 created|1 unchanged/)
  const admin = await asAdmin()
  const mark = withdrawn.replace('article-', '')
  const id = await makeDraft(admin, { ...(await articleValues(admin, mark)), withdrawalReason: 'Made for a test.' })
  await setStatus(admin, id, 'published')
  await expect.poll(async () => (await admin.get(`/articles/${withdrawn}`)).status()).toBe(200)
  await setStatus(admin, id, 'draft')
  await expect.poll(async () => (await admin.get(`/articles/${withdrawn}`)).status()).toBe(410)
  await admin.dispose()
})

/** The one script of readers' pages, whose address names its content. */
const readerScript = /^\/reader\.[0-9a-f]{8}\.js$/
const scriptElements = /<script type="module" src="\/reader\.[0-9a-f]{8}\.js"><\/script>/

/** Collects what a page must not do: say something on the console, or ask another host for anything. */
function watch(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => {
    const { protocol, origin, pathname } = new URL(request.url())
    if (protocol !== 'data:' && origin !== siteUrl) complaints.push(`asked for ${request.url()}`)
    if (request.resourceType() === 'script' && !readerScript.test(pathname)) complaints.push(`script ${request.url()}`)
  })
  page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`))
  page.on('response', (response) => {
    if (response.status() >= 400 && !response.request().isNavigationRequest()) complaints.push(response.url())
  })
  return complaints
}

type Axe = { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }

/** Violations of every axe rule, with the elements; the scan runs in an isolated world, so that the CSP is kept. */
async function violationsOf(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  const { frameTree } = await session.send('Page.getFrameTree')
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id })
  await session.send('Runtime.evaluate', { expression: axe, contextId: executionContextId })
  const run = (axe: Axe) => axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)
  const { result } = await session.send('Runtime.evaluate', {
    expression: `(${run})(axe)`,
    contextId: executionContextId,
    awaitPromise: true,
    returnByValue: true,
  })
  await session.detach()
  const violations: { id: string; nodes: { html: string }[] }[] = result.value
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

/** The largest picture that is taken at once. Beyond 16,384 pixels Chromium cannot, and near it not always. */
const mostPixels = 4_000

/** Pictures far below load when a reader comes near; here they are all wanted. */
async function showPictures(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (const image of document.images) {
      image.loading = 'eager'
      await image.decode()
    }
  })
}

/** Pictures of the whole page, from its top to its end, numbered where it takes more than one. */
async function takePictures(page: Page, file: string): Promise<void> {
  const { width, height } = await page.evaluate(() => {
    const { clientWidth, scrollHeight } = document.documentElement
    return { width: clientWidth, height: scrollHeight }
  })
  const count = Math.ceil(height / mostPixels)
  for (let at = 0; at < count; at += 1) {
    const y = at * mostPixels
    const clip = { x: 0, y, width, height: Math.min(mostPixels, height - y) }
    await page.screenshot({ path: `${file}${count > 1 ? `-${at + 1}` : ''}.png`, fullPage: true, clip })
  }
}

for (const { name, path, status } of pages) {
  for (const width of [390, 1440]) {
    for (const scheme of ['light', 'dark'] as const) {
      test(`${name} at ${width}, ${scheme}: quiet, alone, and without a finding of axe`, async ({ page }, testInfo) => {
        await page.setViewportSize({ width, height: 900 })
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
        const complaints = watch(page)
        const answer = await page.goto(path)
        expect(answer?.status()).toBe(status)
        await page.evaluate(() => document.fonts.ready)
        await showPictures(page)
        await takePictures(page, `${testInfo.project.outputDir}/pages/${name}-${width}-${scheme}`)
        expect(await violationsOf(page)).toEqual([])
        // Chromium itself reports a page that answers with an error.
        const own = complaints.filter((line) => !/the server responded with a status of 4(00|04|10)/.test(line))
        expect(own).toEqual([])
      })
    }
  }

  test(`${name}: nothing sticks out from 320 to 1440`, async ({ page }) => {
    await page.goto(path)
    for (const width of [320, 360, 390, 480, 640, 768, 1024, 1200, 1440]) {
      await page.setViewportSize({ width, height: 900 })
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow, `at ${width}`).toBeLessThanOrEqual(0)
    }
  })

  test(`${name}: reads the same without scripts, heads in order, strict policy`, async ({ browser, page }) => {
    const answer = await page.goto(path)
    const policy = answer?.headers()['content-security-policy'] ?? ''
    for (const part of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
      expect(policy).toContain(part)
    const line = createHash('sha256').update(schemeLine).digest('base64')
    expect(policy.split('; ')).toContain(`script-src 'self' 'sha256-${line}'`)
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
    const html = (await answer?.text()) ?? ''
    expect(html.indexOf(`<script>${schemeLine}</script>`), 'before the first style').toBeLessThan(
      html.indexOf('<style'),
    )
    const rest = html.replace(`<script>${schemeLine}</script>`, '').replace(scriptElements, '')
    expect(html.length - rest.length, 'the line and the script').toBeGreaterThan(schemeLine.length + 60)
    expect(rest).not.toMatch(/<script(?![^>]*application\/ld\+json)|\son\w+=|\sstyle=|_next\//)

    const plain = await browser.newPage({ baseURL: siteUrl, javaScriptEnabled: false })
    await plain.goto(path)
    // What the script offers is not there without it, and hides nothing else.
    const offered = page.locator('[data-settings], [data-copy]')
    await offered.evaluateAll((all) => {
      for (const each of all as HTMLElement[]) each.hidden = true
    })
    expect(await plain.locator('body').innerText()).toBe(await page.locator('body').innerText())
    await plain.close()

    const levels = await page.getByRole('heading').evaluateAll((heads) => heads.map((head) => Number(head.tagName[1])))
    expect(levels[0]).toBe(1)
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1)
    await expect(page.getByRole('main')).toHaveCount(1)
    await expect(page).toHaveTitle(/What breaks\. What holds\.$/)
    await expect(page.locator('meta[name=revision], meta[name=status]')).toHaveCount(0)
  })
}

for (const { name, path } of found) {
  test(`${name}: br, gzip and plain are the same page, each with its tag and 304`, async ({ request }) => {
    const get = (encoding: string, tag?: string) => {
      const headers = { 'accept-encoding': encoding, ...(tag ? { 'if-none-match': tag } : {}) }
      return fetch(siteUrl + path, { headers })
    }
    const plain = await (await request.get(path)).body()
    const tags = new Set<string>()
    for (const encoding of ['br', 'gzip', 'identity']) {
      const answer = await get(encoding)
      const tag = answer.headers.get('etag') ?? ''
      expect(answer.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding)
      expect(answer.headers.get('vary')).toContain('Accept-Encoding')
      expect(Buffer.from(await answer.arrayBuffer()).equals(plain), encoding).toBe(true)
      expect(tag).toMatch(/^"[^"]+"$/)
      tags.add(tag)
      const again = await get(encoding, tag)
      expect(again.status, `${encoding} again`).toBe(304)
      expect((await again.arrayBuffer()).byteLength).toBe(0)
    }
    expect(tags.size, 'a strong tag names the bytes').toBe(3)
  })
}

test('what a reader’s browser has to fetch', async ({ browser }) => {
  const rows: string[] = []
  for (const { name, path } of found) {
    const context = await browser.newContext({ baseURL: siteUrl })
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Network.enable')
    const types = new Map<string, string>()
    const bytes = { Document: 0, Stylesheet: 0, Font: 0, Script: 0, Other: 0 }
    session.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type))
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const type = types.get(requestId) ?? 'Other'
      bytes[type in bytes ? (type as keyof typeof bytes) : 'Other'] += encodedDataLength
    })
    await page.goto(path, { waitUntil: 'networkidle' })
    const total = Object.values(bytes).reduce((sum, value) => sum + value, 0)
    const css = await page
      .locator('style')
      .evaluateAll((all) => all.map((one) => one.textContent ?? '').join('').length)
    rows.push(
      `measured: ${name}: HTML br ${bytes.Document} (of which CSS, before br, ${css}), fonts ${bytes.Font}, scripts ${bytes.Script}, other ${bytes.Other}, total ${total} bytes`,
    )
    expect(bytes.Script, 'one small script').toBeLessThanOrEqual(6_000)
    expect(bytes.Document, `${name} in one document`).toBeLessThan(60_000)
    await context.close()
  }
  console.log(rows.join('\n'))
})
