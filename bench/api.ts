import { join } from 'node:path'
import type { Figure } from './figures.ts'
import { type BenchDatabase, openDatabase } from './fill.ts'
import type { LoadTool } from './load.ts'
import { madeQueries } from './made-articles.ts'
import { cpuMsOf } from './process-figures.ts'
import { slug } from './publish.ts'
import type { Site } from './site.ts'

const sizes = [12, 1_000, 10_000]
const rounds = 3
const api = '/api/v1'

/** What is asked: a name, addresses that are asked in turn, and what a request should cost at most, ms. */
type Asked = { name: string; paths: string[]; aim?: string; headers?: Record<string, string>; status?: number }

const spread = (count: number, of: (at: number) => string) =>
  Array.from({ length: Math.min(count, 2_000) }, (_, at) => of(Math.floor((at * count) / Math.min(count, 2_000))))

async function askedAt(origin: string, count: number): Promise<Asked[]> {
  const made = count - 12
  const one = `${api}/articles/${slug}`
  const etag = (await fetch(origin + one, { headers: { 'accept-encoding': 'identity' } })).headers.get('etag') ?? ''
  const queries = madeQueries(200).map((q) => `${api}/search?q=${encodeURIComponent(q)}`)
  return [
    { name: 'an article by slug', paths: [one], aim: '≤ 1.0' },
    ...(made > 0
      ? [{ name: 'each time another article', paths: spread(made, (at) => `${api}/articles/made-${12 + at}`) }]
      : []),
    { name: 'the list of 20', paths: [`${api}/articles?limit=20`], aim: '≤ 1.5' },
    { name: 'findings, 20', paths: [`${api}/findings`, `${api}/findings?status=open`, `${api}/findings?kind=hold`] },
    { name: 'a search, asked before', paths: queries.slice(0, 1) },
    { name: '304', paths: [one], headers: { 'if-none-match': etag }, status: 304, aim: '≤ 0.4' },
  ]
}

const mean = (values: number[]) => values.reduce((sum, each) => sum + each, 0) / values.length

type Cost = { webMs: number; databaseMs: number; perSecond: number }

/** Each search once: none of them was asked since the last publication, so each is made. */
async function searches(origin: string, site: Site, database: BenchDatabase, turn: number): Promise<Cost> {
  const queries = madeQueries(200).map((q) => `${origin}${api}/search?q=${encodeURIComponent(q)}&limit=${20 - turn}`)
  const before = [cpuMsOf(site.webPid), database.cpuMs()]
  const begun = performance.now()
  for (const query of queries) {
    const answer = await fetch(query)
    if (answer.status !== 200) throw new Error(`${query} answered ${answer.status}`)
    await answer.arrayBuffer()
  }
  const seconds = (performance.now() - begun) / 1_000
  const [web = 0, sql = 0] = [cpuMsOf(site.webPid), database.cpuMs()].map((now, at) => now - (before[at] ?? 0))
  return { webMs: web / queries.length, databaseMs: sql / queries.length, perSecond: queries.length / seconds }
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
      const note = (name: string, { webMs, databaseMs, perSecond }: Cost, aim?: string) => {
        const all = webMs + databaseMs
        if (!first.has(name)) first.set(name, all)
        const growth = all / (first.get(name) ?? all)
        const more = `Postgres ${databaseMs.toFixed(2)} ms; ${Math.round(perSecond)} req/s; ${growth.toFixed(2)} × the first`
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
      await searches(origin, site, database, 0)
      note('a search that was not asked before', await searches(origin, site, database, 1), '≤ 20 with Postgres')
    }
  } finally {
    await database.close()
  }
  return figures
}
