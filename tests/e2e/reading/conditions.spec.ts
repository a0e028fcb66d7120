import { cutOff, readableText, stickingOut, unfold } from './in-page.ts'
import { kindOf, pageKinds, widths } from './page-kinds.ts'
import { expect, test } from './reading-site.ts'

/** What WCAG 1.4.12 lets a reader set. */
const spacing = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-block-end: 2em !important }
`

/** Failures name their request, which is another one each time. */
const anyRequest = (text: string): string =>
  text.replace(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, 'the request')

for (const kind of pageKinds) {
  test(`${kind.name}: without scripts it reads the same`, async ({ browser, page, visit }) => {
    await visit(page, kind)
    const plain = await browser.newPage({ javaScriptEnabled: false, viewport: page.viewportSize() })
    await visit(plain, kind)
    expect(anyRequest(await plain.evaluate(readableText))).toBe(anyRequest(await page.evaluate(readableText)))
    await plain.close()
  })

  test(`${kind.name}: wider spacing and letters of twice the size cut nothing`, async ({ page, visit }) => {
    await visit(page, kind)
    await page.evaluate(unfold)
    const whole = await page.evaluate(cutOff)
    expect(whole, 'cut off as it stands').toEqual([])
    const session = await page.context().newCDPSession(page)
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      await page.evaluate((text) => {
        const sheet = new CSSStyleSheet()
        sheet.replaceSync(text)
        document.adoptedStyleSheets = [sheet]
      }, spacing)
      expect(await page.evaluate(cutOff), `spaced at ${width}`).toEqual([])
      expect(await page.evaluate(stickingOut), `spaced at ${width}`).toEqual([])
      await page.evaluate(() => {
        document.adoptedStyleSheets = []
      })
    }
    // A page at 1440 px that is zoomed to 200 % has room for 720; letters alone may grow as well.
    for (const [width, fixed] of [
      [720, 16],
      [1440, 32],
      [720, 32],
    ] as const) {
      await page.setViewportSize({ width, height: 450 })
      await session.send('Page.setFontSizes', { fontSizes: { standard: fixed } })
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe(`${fixed}px`)
      expect(await page.evaluate(stickingOut), `letters of ${fixed} px at ${width}`).toEqual([])
      expect(await page.evaluate(cutOff), `letters of ${fixed} px at ${width}`).toEqual([])
    }
  })

  test(`${kind.name}: in forced colours words and marks stay`, async ({ page, visit }) => {
    await visit(page, kind)
    const before = await page.evaluate(readableText)
    await page.emulateMedia({ forcedColors: 'active' })
    expect(await page.evaluate(readableText)).toBe(before)
    const unseen = await page.evaluate(() => {
      const canvas = document.body.appendChild(document.createElement('i'))
      canvas.style.color = 'Canvas'
      const ground = getComputedStyle(canvas).color
      canvas.remove()
      const isSeen = (shape: Element) => {
        const { fill, stroke, display, visibility } = getComputedStyle(shape)
        return (
          display !== 'none' &&
          visibility === 'visible' &&
          [fill, stroke].some((one) => one !== 'none' && one !== ground)
        )
      }
      return [...document.querySelectorAll('svg.mark, svg.seam')]
        .filter((mark) => mark.checkVisibility() && ![...mark.querySelectorAll('*')].some(isSeen))
        .map((mark) => mark.outerHTML.slice(0, 160))
    })
    expect(unseen).toEqual([])
  })

  test(`${kind.name}: where motion is unwanted nothing moves`, async ({ page, visit }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await visit(page, kind)
    expect(await page.evaluate(moving)).toEqual([])
  })

  test(`${kind.name}: Tab goes through it in order, and the focus is seen at every stop`, async ({ page, visit }) => {
    await visit(page, kind)
    expect(
      await page.evaluate(() => document.querySelectorAll('[tabindex]:not([tabindex="0"], [tabindex="-1"])').length),
    ).toBe(0)
    const wanted = await page.evaluate(() => {
      const all = document.querySelectorAll<HTMLElement>(
        'a[href], button, summary, input, select, textarea, [tabindex="0"]',
      )
      const reached = [...all].filter(
        (one) => one.checkVisibility({ visibilityProperty: true }) && !one.matches(':disabled'),
      )
      // A group of radio buttons is one stop: its arrows choose.
      const groups = reached.flatMap((one) =>
        one instanceof HTMLInputElement && one.type === 'radio' ? [one.name] : [],
      )
      return reached.length - groups.length + new Set(groups).size
    })
    let last = -1
    let stops = 0
    for (;;) {
      await page.keyboard.press('Tab')
      const stop = await page.evaluate(focusStop)
      if (stop === null) break
      stops += 1
      expect(stop.at, `${stop.name} comes after what stands before it`).toBeGreaterThan(last)
      expect(stop.fault, stop.name).toBe('')
      if (stops === 1) expect(stop.name).toContain('href="#page_main"')
      last = stop.at
    }
    // Boxes that scroll have stops of their own.
    expect(stops).toBeGreaterThanOrEqual(wanted)
  })
}

for (const name of ['home', 'article', 'about', 'outage']) {
  test(`${name}: without scripts whatever is folded opens and closes`, async ({ browser, visit }) => {
    const plain = await browser.newPage({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
    await visit(plain, kindOf(name))
    const summaries = plain.locator('summary:visible')
    expect(await summaries.count()).toBeGreaterThan(0)
    await expect(plain.locator('header summary:visible'), 'the menu').toHaveCount(1)
    for (const summary of await summaries.all()) {
      const content = summary.locator('xpath=following-sibling::*').first()
      await expect(content).toBeHidden()
      await summary.click()
      await expect(content).toBeVisible()
      await summary.click()
      await expect(content).toBeHidden()
    }
    await plain.close()
  })
}

/** Whatever would move by itself or glide: animations, transitions, scrolling, and the passage to another page. */
function moving(): string[] {
  const isLong = (durations: string) => durations.split(',').some((each) => Number.parseFloat(each) > 0)
  const named = (one: Element, what: string) =>
    `${what}: <${one.tagName.toLowerCase()} class="${one.getAttribute('class')}">`
  const faults: string[] = []
  for (const one of document.querySelectorAll('*')) {
    for (const part of [undefined, '::before', '::after']) {
      const style = getComputedStyle(one, part)
      if (isLong(style.transitionDuration)) faults.push(named(one, `transition${part ?? ''}`))
      if (style.animationName !== 'none' && isLong(style.animationDuration))
        faults.push(named(one, `animation${part ?? ''}`))
    }
    if (getComputedStyle(one).scrollBehavior === 'smooth') faults.push(named(one, 'scrolling'))
  }
  const passages = (rules: CSSRuleList): number =>
    [...rules].reduce((sum, rule) => {
      if (rule.constructor.name === 'CSSViewTransitionRule') return sum + 1
      if (rule instanceof CSSMediaRule && !matchMedia(rule.conditionText).matches) return sum
      return rule instanceof CSSGroupingRule ? sum + passages(rule.cssRules) : sum
    }, 0)
  for (const sheet of document.styleSheets) if (passages(sheet.cssRules) > 0) faults.push('a passage between pages')
  return faults
}

/** Where the focus is: its place in the document, and what is wrong with how it shows. Null when it has left the page. */
function focusStop(): { at: number; name: string; fault: string } | null {
  const one = document.activeElement
  if (!one || one === document.body || one === document.documentElement) return null
  const drawsOutline = (element: Element) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element)
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && !/, 0\)$|\/ 0\)$/.test(outlineColor)
  }
  // A card that is one target shows the focus of the link in it.
  let card: Element | null = one
  while (card && !drawsOutline(card) && card !== document.body) card = card.parentElement
  const isOutlined = card !== document.body || [...one.querySelectorAll('*')].some(drawsOutline)
  const [box] = one.getClientRects()
  const top = box && document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
  const isSeen = top && (one.contains(top) || top.contains(one) || card?.contains(top))
  return {
    at: [...document.querySelectorAll('*')].indexOf(one),
    name: one.outerHTML.slice(0, 100),
    fault: isOutlined ? (isSeen ? '' : 'something hides it') : 'no outline of 2 px or more',
  }
}
