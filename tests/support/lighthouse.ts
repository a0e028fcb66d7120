import lighthouse from 'lighthouse'
import { chromium } from 'playwright-core'
import { freePort } from '#payload/start/ports.mjs'
import { chromiumArgs } from './chromium.ts'
import { fontSettings } from './fonts.ts'

const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const
type Category = (typeof categories)[number]

/** What Lighthouse says of one page. Scores go from 0 to 100, times are in ms; `faults` are audits that took points away. */
export type Verdict = {
  scores: Partial<Record<Category, number>>
  firstPaintMs: number
  largestPaintMs: number
  layoutShift: number
  faults: string[]
}

/**
 * Has Lighthouse look at pages, one after the other, as a telephone of the middle class on slow 4G would (its own mobile
 * settings, simulated). It drives the browser given, in which nothing is cached, and calls nobody.
 * @param path of a Chromium
 * @param wanted categories; the others are left out
 * @throws Error when a page could not be looked at
 */
export async function judge(path: string, addresses: string[], wanted: Category[]): Promise<Verdict[]> {
  const port = await freePort()
  const browser = await chromium.launch({
    executablePath: path,
    args: [...chromiumArgs, `--remote-debugging-port=${port}`],
    env: { ...(process.env as Record<string, string>), FONTCONFIG_FILE: fontSettings() },
  })
  try {
    const verdicts: Verdict[] = []
    for (const address of addresses) verdicts.push(await judgeOne(port, address, wanted))
    return verdicts
  } finally {
    await browser.close()
  }
}

async function judgeOne(port: number, address: string, wanted: Category[]): Promise<Verdict> {
  const result = await lighthouse(address, {
    port,
    logLevel: 'silent',
    onlyCategories: wanted,
    // Beside the categories, so that it is there without the whole of performance.
    ...(wanted.includes('performance') ? {} : { onlyAudits: ['cumulative-layout-shift'] }),
  })
  if (!result || result.lhr.runtimeError)
    throw new Error(`${address}: ${result?.lhr.runtimeError?.message ?? 'no result'}`)
  const { audits, categories: found } = result.lhr
  const number = (name: string) => audits[name]?.numericValue ?? Number.NaN
  const scores = Object.entries(found).map(([name, { score }]) => [name, Math.round((score ?? 0) * 100)])
  const counted = Object.values(found).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0))
  const faults = counted.flatMap(({ id }) => {
    const audit = audits[id]
    const counts = audit?.scoreDisplayMode === 'binary' || audit?.scoreDisplayMode === 'numeric'
    return audit && counts && (audit.score ?? 0) < 1 ? [`${id}: ${audit.title} ${audit.displayValue ?? ''}`.trim()] : []
  })
  return {
    scores: Object.fromEntries(scores),
    firstPaintMs: number('first-contentful-paint'),
    largestPaintMs: number('largest-contentful-paint'),
    layoutShift: number('cumulative-layout-shift'),
    faults,
  }
}
