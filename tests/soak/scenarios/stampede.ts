import { percentile } from '#bench/figures.ts'
import { freePort } from '#payload/start/ports.mjs'
import { sign } from '#platform/internal-signature.ts'
import { parseExposition, seriesValue } from '../../support/exposition.ts'
import { openEstate } from '../estate.ts'
import { read } from '../readers.ts'
import { Faults, type Scenario } from '../scenario.ts'

const readerCount = 200
const internalSecret = 'a secret of the soak test, long enough for the rule'

/** How many pages a web process has rendered, as its metrics say. */
async function renders(port: number): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  return seriesValue(parseExposition(text), 'wbwh_page_renders_total') ?? 0
}

async function purge(origin: string, tags: string[], mode: 'stale' | 'expire'): Promise<number> {
  const body = JSON.stringify({ tags, mode })
  const timestamp = String(Date.now())
  const headers = {
    'content-type': 'application/json',
    'x-internal-timestamp': timestamp,
    'x-internal-signature': sign(internalSecret, timestamp, body),
  }
  return (await fetch(`${origin}/internal/purge`, { method: 'POST', headers, body })).status
}

export const stampede: Scenario = {
  name: `${readerCount} readers come at once to a page that was just purged`,
  async run({ run }) {
    const faults = new Faults()
    const metricsPort = await freePort()
    const variables = { INTERNAL_SECRET: internalSecret, METRICS_PORT: String(metricsPort) }
    // No worker: it would ask for the pages too.
    const estate = await openEstate(run, { name: 'stampede', workers: 0, variables })
    const origin = estate.origins[0] ?? ''
    const figures: string[] = []
    try {
      const editor = await estate.editor()
      const article = await editor.publishNew('stampede')
      const { rows } = await estate.owner.query<{ id: string }>('select article_id as id from publication.current')
      await read(origin, article.path)
      for (const mode of ['expire', 'stale', 'expire', 'stale'] as const) {
        const deck = `Deck ${mode} ${figures.length}`
        await editor.publish(article, deck)
        const before = await renders(metricsPort)
        faults.unless((await purge(origin, [`article:${rows[0]?.id}`], mode)) === 204, 'the purge was refused')
        const answers = await Promise.all(Array.from({ length: readerCount }, () => read(origin, article.path)))
        for (const { status, body } of answers) {
          faults.unless(status === 200, `a reader was answered ${status}`)
          faults.unless(mode === 'stale' || body.includes(deck), 'a reader saw the text from before an expiry')
        }
        await estate.until('the new text is shown', 5_000, async () =>
          (await read(origin, article.path)).body.includes(deck),
        )
        const made = (await renders(metricsPort)) - before
        faults.unless(made >= 1 && made <= 2, `${made} renders after “${mode}”`)
        const times = answers.map(({ ms }) => ms)
        figures.push(`${mode}: ${made} renders, p99 ${Math.round(percentile(times, 0.99))} ms`)
      }
      return { figures: figures.join('; '), faults: faults.list() }
    } finally {
      await estate.close()
    }
  },
}
