import { join } from 'node:path'
import type { Figure } from './figures.ts'
import { type BenchDatabase, openDatabase } from './fill.ts'
import type { LoadTool } from './load.ts'
import { madeIndexQueries, madeQueries } from './made-articles.ts'
import { cpuMsOf } from './process-figures.ts'
import { slug } from './publish.ts'
import type { Site } from './site.ts'

const sizes = [12, 1_000, 10_000]
const rounds = 3
const api = '/api/v1'

/** What is asked: a name, addresses that are asked in turn, and what a request should cost at most, ms. */
type Asked = { name: string; paths: string[]; aim?: string; headers?: Record<string, string>; status?: number }

const several = 200

/** What is asked anew each time; `path` takes `q`. */
const searches: [name: string, path: string, aim?: string][] = [
  ['a search that is made', `${api}/search`, '≤ 20 with Postgres'],
  ['a search page', '/search', '≤ 20 with Postgres, without the page'],
  ['suggestions that are made', '/search/suggestions', '≤ 10 with Postgres'],
]

/** Addresses of made articles, all over the publication. */
const spread = (count: number): string[] =>
  Array.from({ length: several }, (_, at) => `${api}/articles/made-${12 + Math.floor((at * (count - 12)) / several)}`)

async function askedAt(origin: string, count: number): Promise<Asked[]> {
  const one = `${api}/articles/${slug}`
  const etag = (await fetch(origin + one, { headers: { 'accept-encoding': 'identity' } })).headers.get('etag') ?? ''
  const [q = ''] = madeQueries(1)
  return [
    { name: 'an article by slug', paths: [one], aim: '≤ 1.0' },
    ...(count > 12 ? [{ name: 'one of 200 articles', paths: spread(count) }] : []),
    { name: 'the list of 20', paths: [`${api}/articles?limit=20`], aim: '≤ 1.5' },
    { name: 'findings, 20', paths: [`${api}/findings`, `${api}/findings?status=open`, `${api}/findings?kind=hold`] },
    { name: 'a search, asked before', paths: [`${api}/search?q=${encodeURIComponent(q)}`] },
    { name: '304', paths: [one], headers: { 'if-none-match': etag }, status: 304, aim: '≤ 0.4' },
  ]
}

const mean = (values: number[]) => values.reduce((sum, each) => sum + each, 0) / values.length

type Cost = { webMs: number; databaseMs: number; perSecond: number }
/** `p50Ms` is what one waits for an answer, one after the other. */
type Made = Cost & { p50Ms: number }

/** Each address once: none of them was asked since the last publication, so each answer is made. */
async function makeEach(addresses: string[], site: Site, database: BenchDatabase): Promise<Made> {
  await database.forget()
  const before = [cpuMsOf(site.webPid), database.cpuMs()]
  const begun = performance.now()
  const waits: number[] = []
  for (const address of addresses) {
    const asked = performance.now()
    const answer = await fetch(address, { headers: { 'accept-encoding': 'br' } })
    if (answer.status !== 200) throw new Error(`${address} answered ${answer.status}`)
    await answer.arrayBuffer()
    waits.push(performance.now() - asked)
  }
  const seconds = (performance.now() - begun) / 1_000
  const [web = 0, sql = 0] = [cpuMsOf(site.webPid), database.cpuMs()].map((now, at) => now - (before[at] ?? 0))
  const p50Ms = waits.sort((one, other) => one - other)[Math.floor(waits.length / 2)] ?? 0
  const { length } = addresses
  return { webMs: web / length, databaseMs: sql / length, perSecond: length / seconds, p50Ms }
}

/** Processor time and rate of the public API, at three sizes of the publication. */
export async function measureApi(folder: string, site: Site, load: LoadTool, seconds: number): Promise<Figure[]> {
  const origin = `http://127.0.0.1:${site.port}`
  const database = openDatabase(join(folder, 'data'))
  const figures: Figure[] = []
  const first = new Map<string, number>()
  try {
    for (const count of sizes) {
      await database.fillTo(count)
      const part = `JSON, ${count.toLocaleString('en')} articles`
      const note = (name: string, cost: Cost | Made, aim?: string) => {
        const { webMs, databaseMs, perSecond } = cost
        const all = webMs + databaseMs
        if (!first.has(name)) first.set(name, all)
        const growth = all / (first.get(name) ?? all)
        const wait = 'p50Ms' in cost ? `; waited for ${cost.p50Ms.toFixed(1)} ms (p50)` : ''
        const more = `Postgres ${databaseMs.toFixed(2)} ms; ${Math.round(perSecond)} req/s; ${growth.toFixed(2)} × the first${wait}`
        figures.push({ part, name, value: webMs, unit: 'ms', note: more, ...(aim && { aim }) })
      }
      for (const { name, paths, aim, headers, status } of await askedAt(origin, count)) {
        const what = { addresses: paths.map((path) => origin + path), headers, status }
        await load(what, 1)
        const costs: Cost[] = []
        for (let round = 0; round < rounds; round++) {
          const before = [cpuMsOf(site.webPid), database.cpuMs()]
          const { requests, perSecond } = await load(what, seconds)
          const [web = 0, sql = 0] = [cpuMsOf(site.webPid), database.cpuMs()].map((now, at) => now - (before[at] ?? 0))
          costs.push({ webMs: web / requests, databaseMs: sql / requests, perSecond })
        }
        const of = (key: keyof Cost) => mean(costs.map((cost) => cost[key]))
        note(name, { webMs: of('webMs'), databaseMs: of('databaseMs'), perSecond: of('perSecond') }, aim)
      }
      for (const [name, path, aim] of searches) {
        const queries = madeQueries(several).map((q) => `${origin}${path}?q=${encodeURIComponent(q)}`)
        await makeEach(queries, site, database)
        note(name, await makeEach(queries, site, database), aim)
      }
      for (const [name, path] of [
        ['the failure index, narrowed', '/failures'],
        ['the same as JSON', '/failures.json'],
        ['the same as CSV', '/failures.csv'],
      ] as const) {
        // Only the page knows letters and the order.
        const asked = madeIndexQueries(several).map((query) =>
          path === '/failures' ? query : query.replaceAll(/(^|&)(letter|by)=\w+/g, '').replace(/^&/, ''),
        )
        const addresses = [...new Set(asked)].map((query) => `${origin}${path}?${query}`)
        await makeEach(addresses.slice(0, 20), site, database)
        note(name, await makeEach(addresses, site, database))
      }
      if (count > 12) {
        const articles = spread(count).map((path) => origin + path)
        note('an article that is made', await makeEach(articles, site, database))
      }
    }
  } finally {
    await database.close()
  }
  return figures
}
