import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { findChromium } from '#tests/support/chromium.ts'
import { judge, type Verdict } from '#tests/support/lighthouse.ts'
import { type Figure, median } from './figures.ts'
import { slug } from './publish.ts'
import type { Site } from './site.ts'

const rounds = 3

/** The words of a page and nothing else: no styles, no fonts, no pictures, no scripts. */
function plainPage(html: string): string {
  const words = html
    .replace(/<(style|script|svg|picture)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<(?:link|img|source|meta(?! name="(?:viewport|description)"| charset))\b[^>]*>/gi, '')
  return words.includes('charset') ? words : words.replace('<head>', '<head><meta charset="utf-8">')
}

/** Serves one page at every path, from this process. */
async function servePlain(html: string): Promise<{ address: string; close(): void }> {
  const server = createServer((_, answer) => answer.setHeader('content-type', 'text/html; charset=utf-8').end(html))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { address: `http://localhost:${(server.address() as AddressInfo).port}/`, close: () => server.close() }
}

function figuresOf(name: string, verdicts: Verdict[], aim: string): Figure[] {
  const part = 'Lighthouse, a telephone on slow 4G'
  const all = verdicts.map(({ scores }) => scores.performance ?? Number.NaN)
  const others = ['accessibility', 'best-practices', 'seo'] as const
  const said = others.map((one) => `${one} ${median(verdicts.map(({ scores }) => scores[one] ?? Number.NaN))}`)
  const time = (what: string, of: (verdict: Verdict) => number): Figure => ({
    part,
    name: `${name}, ${what}`,
    value: median(verdicts.map(of)),
    unit: 'ms',
  })
  const shift = median(verdicts.map(({ layoutShift }) => layoutShift))
  const note = [`runs: ${all.join(', ')}`, ...(aim ? said : []), `layout shift ${shift.toFixed(4)}`].join('; ')
  return [
    { part, name: `${name}, performance`, value: median(all), unit: 'of 100', note, ...(aim ? { aim } : {}) },
    time('first paint', ({ firstPaintMs }) => firstPaintMs),
    time('largest paint', ({ largestPaintMs }) => largestPaintMs),
  ]
}

/** Medians of three, beside a page that has the words of the article and is served from memory in the same run. */
export async function measureLighthouse(site: Site): Promise<Figure[]> {
  const chromium = await findChromium()
  const pages = { article: `${site.url}/articles/${slug}`, home: `${site.url}/` }
  const plain = await servePlain(plainPage(await (await fetch(pages.article)).text()))
  const addresses = [plain.address, pages.article, pages.home]
  const runs: Verdict[][] = []
  try {
    for (let round = 0; round < rounds; round++)
      runs.push(await judge(chromium, addresses, ['performance', 'accessibility', 'best-practices', 'seo']))
  } finally {
    plain.close()
  }
  const of = (at: number) => runs.flatMap((run) => run[at] ?? [])
  return [
    ...figuresOf('plain page', of(0), ''),
    ...figuresOf('article', of(1), '≥ 98'),
    ...figuresOf('home', of(2), '≥ 98'),
  ]
}
