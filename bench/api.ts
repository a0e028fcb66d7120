import type { Figure } from './figures.ts'
import { type LoadTool, loadWithCpu } from './load.ts'
import { slug } from './publish.ts'
import type { Site } from './site.ts'

const answers: [string, string, string][] = [
  ['one article', `/api/v1/articles/${slug}`, '≤ 1.0'],
  ['the list', '/api/v1/articles', '≤ 1.5'],
]
const rounds = 3

/** Processor time and rate of the public API, which reads the database for each request. */
export async function measureApi(site: Site, load: LoadTool, note: string, seconds: number): Promise<Figure[]> {
  const part = 'JSON'
  const figures: Figure[] = []
  for (const [name, path, aim] of answers) {
    const address = `http://127.0.0.1:${site.port}${path}`
    await load(address, 1)
    let cpuMs = 0
    let perSecond = 0
    for (let round = 0; round < rounds; round++) {
      const run = await loadWithCpu(load, address, seconds, [site.webPid])
      cpuMs += (run.cpuMs[0] ?? 0) / rounds
      perSecond += run.perSecond / rounds
    }
    figures.push({ part, name: `${name}, CPU of web per request`, value: cpuMs, unit: 'ms', aim })
    figures.push({ part, name: `${name}, 32 connections`, value: perSecond, unit: 'req/s', note })
  }
  return figures
}
