import { readdirSync } from 'node:fs'
import { complaintsOf } from './complaints.ts'
import { pageKinds, widths } from './page-kinds.ts'
import { expect, test } from './reading-site.ts'
import { brotliBytes, bytesSent, directivesOf, firstView, partsOf, policyName } from './weighing.ts'

/** Most that each part may weigh, bytes. The document carries its styles; each of the two is weighed alone. */
const most = { html: 30_000, css: 12_000, fonts: 90_000, script: 6_000, inlineScript: 300, plate: 15_000 }
const mostElements = 1_500

const hasSlantedWords = () =>
  [...document.querySelectorAll('body *')].some((one) => getComputedStyle(one).fontStyle === 'italic')
const beyondTheEdge = () => document.documentElement.scrollWidth - document.documentElement.clientWidth
const elementsOf = () => document.body.querySelectorAll(':not(pre *, svg *)').length + 1
const platesOf = () => [
  ...new Set(
    [...document.querySelectorAll('img, source')]
      .flatMap((one) => [one.getAttribute('src') ?? '', ...(one.getAttribute('srcset') ?? '').split(/[\s,]+/)])
      .filter((path) => path.startsWith('/plates/')),
  ),
]

for (const kind of pageKinds) {
  test(`${kind.name}: no script of a framework, one of ours at most, and a policy without exceptions`, async ({
    page,
    visit,
    request,
  }) => {
    const answer = await visit(page, kind)
    const html = await answer.text()
    expect(html).not.toMatch(/_next|__next|\son\w+="|\sstyle="/)
    const { inlineScripts, scriptTags } = partsOf(html)
    const policy = answer.headers()['content-security-policy'] ?? ''
    const directives = directivesOf(policy)
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
    for (const name of ['default-src', 'base-uri', 'frame-ancestors'])
      expect(directives.get(name), name).toEqual(["'none'"])

    const expected = [...(scriptTags.length > 0 ? ["'self'"] : []), ...inlineScripts.map(policyName)]
    expect(directives.get('script-src')).toEqual(expected.length > 0 ? expected.sort() : ["'none'"])
    expect(inlineScripts.length).toBeLessThanOrEqual(1)
    expect(Buffer.byteLength(inlineScripts.join(''))).toBeLessThanOrEqual(most.inlineScript)
    expect(scriptTags.length).toBeLessThanOrEqual(1)
    for (const tag of scriptTags) {
      // Modules wait for the document, as deferred scripts do.
      expect(tag).toMatch(/\s(?:defer(?=[\s>=])|type="module")/)
      const source = /\ssrc="([^"]*)"/.exec(tag)?.[1] ?? ''
      const script = await (await request.get(new URL(source, page.url()).href)).body()
      expect(brotliBytes(script), source).toBeLessThanOrEqual(most.script)
    }
  })

  test(`${kind.name}: weighs no more than it may`, async ({ browser, addressOf, request }) => {
    const address = addressOf(kind)
    const asked = await request.get(address)
    expect(asked.status()).toBe(kind.status)
    const { css, rest } = partsOf(await asked.text())
    const [html, styles, sent] = [brotliBytes(rest), brotliBytes(css), await bytesSent(address)]
    expect(html, 'the document without its styles').toBeLessThanOrEqual(most.html)
    expect(styles, 'its styles').toBeLessThanOrEqual(most.css)
    expect(sent, 'both as they are sent').toBeLessThanOrEqual(most.html + most.css)

    const views: string[] = []
    let elements = 0
    for (const width of widths) {
      const context = await browser.newContext({ viewport: { width, height: width === 390 ? 844 : 900 } })
      const page = await context.newPage()
      const complaints = complaintsOf(page)
      const fetched = await firstView(page, address)
      expect(fetched.total, `first view at ${width}`).toBeLessThanOrEqual(kind.firstView)
      expect(fetched.font - fetched.italic, `fonts of the first text at ${width}`).toBeLessThanOrEqual(most.fonts)
      expect(fetched.script, `scripts at ${width}`).toBeLessThanOrEqual(most.script)
      if (fetched.italic > 0)
        expect(await page.evaluate(hasSlantedWords), 'the italic face is fetched for slanted words only').toBe(true)
      expect(complaints).toEqual([])
      elements = await page.evaluate(elementsOf)
      expect(elements).toBeLessThanOrEqual(mostElements)
      for (const path of await page.evaluate(platesOf)) {
        const plate = await request.get(new URL(path, address).href)
        expect(plate.status(), path).toBe(200)
        expect(brotliBytes(await plate.body()), path).toBeLessThanOrEqual(most.plate)
      }
      views.push(`${fetched.total} at ${width} (fonts ${fetched.font}, pictures ${fetched.image})`)
      await context.close()
    }
    console.log(
      `measured: ${kind.name}: bytes of Brotli: HTML ${html}, CSS ${styles}, as sent ${sent}; first view ${views.join(', ')}; ${elements} elements`,
    )
  })
}

const twelve = readdirSync('seeds/articles').flatMap((file) => /^(.+)\.md$/.exec(file)?.[1] ?? [])

test('each of the twelve articles fits its page, on a telephone and on a desk', async ({
  page,
  addressOf,
  request,
}) => {
  expect(twelve).toHaveLength(12)
  const [one] = pageKinds.filter(({ name }) => name === 'article')
  if (!one) throw new Error('There is no kind of page for an article.')
  const measured: string[] = []
  for (const slug of twelve) {
    const address = addressOf({ ...one, path: `/articles/${slug}` })
    const html = brotliBytes(partsOf(await (await request.get(address)).text()).rest)
    expect(html, slug).toBeLessThanOrEqual(most.html)
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      await page.goto(address)
      const [elements, beyond] = [await page.evaluate(elementsOf), await page.evaluate(beyondTheEdge)]
      expect(elements, slug).toBeLessThanOrEqual(mostElements)
      expect(beyond, `${slug} at ${width}`).toBe(0)
      if (width === 1440) measured.push(`${slug} ${html} bytes of Brotli, ${elements} elements`)
    }
  }
  console.log(`measured: ${measured.join('; ')}`)
})
