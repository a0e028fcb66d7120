import { request } from 'node:http'
import { join } from 'node:path'
import type { Figure } from './figures.ts'
import { isThere, type LoadTool, loadWithCpu } from './load.ts'
import { startPlain, startProxy } from './nginx.ts'
import { slug } from './publish.ts'
import type { Site } from './site.ts'

const pages: [string, string][] = [
  ['article', `/articles/${slug}`],
  ['home', '/'],
]
const rounds = 3

/** The bytes of an answer as they came, Brotli not undone. */
function bytesAt(address: string): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    request(address, { headers: { 'accept-encoding': 'br', accept: '*/*' } }, async (answer) => {
      resolve(Buffer.concat(await answer.toArray()))
    })
      .once('error', reject)
      .end()
  })
}

const sum = (values: number[]) => values.reduce((all, one) => all + one, 0)
const mean = (values: number[]) => sum(values) / values.length

/** What is asked straight of the web process: name, path, and what a request should cost at most. */
type Asked = { part: string; answers: [name: string, path: string, aim: string][] }

export const doorPages: Asked = {
  part: 'pages through the door',
  answers: pages.map(([name, path]) => [name, path, '≤ 1.2']),
}

/** Processor time and rate of answers that come straight from the web process. */
export async function measureDoor(
  { part, answers }: Asked,
  site: Site,
  load: LoadTool,
  note: string,
  seconds: number,
): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [name, path, aim] of answers) {
    const address = `http://127.0.0.1:${site.port}${path}`
    await load(address, 1)
    const runs = []
    for (let round = 0; round < rounds; round++) runs.push(await loadWithCpu(load, address, seconds, [site.webPid]))
    const cpuMs = mean(runs.map((run) => sum(run.cpuMs)))
    figures.push({ part, name: `${name}, CPU of web per request`, value: cpuMs, unit: 'ms', aim })
    figures.push({
      part,
      name: `${name}, 32 connections`,
      value: mean(runs.map((run) => run.perSecond)),
      unit: 'req/s',
      note,
    })
  }
  return figures
}

/** The same pages behind nginx as it is deployed, in turns with one that only serves the same bytes. */
export async function measureBehindNginx(
  root: string,
  folder: string,
  site: Site,
  load: LoadTool,
  seconds: number,
): Promise<Figure[]> {
  const part = 'pages behind deploy/nginx.conf'
  if (!(await isThere('nginx', '-v'))) {
    const note = 'nginx is not installed: apt-get install nginx-light (as root), or what your system has'
    return [{ part, name: 'not measured', value: Number.NaN, unit: 'ms', note }]
  }
  const figures: Figure[] = []
  for (const [name, path] of pages) {
    const proxy = await startProxy(root, join(folder, 'proxy'), site.port)
    const plain = await startPlain(join(folder, 'plain'), await bytesAt(`http://127.0.0.1:${site.port}${path}`))
    try {
      await load(`${proxy.url}${path}`, 1)
      await load(`${plain.url}/page`, 1)
      const runs = []
      for (let round = 0; round < rounds; round++) {
        const through = await loadWithCpu(load, `${proxy.url}${path}`, seconds, [site.webPid, ...proxy.pids])
        const bare = await loadWithCpu(load, `${plain.url}/page`, seconds, plain.pids)
        runs.push({ through, bare })
      }
      const ofNginx = mean(runs.map(({ through }) => sum(through.cpuMs.slice(1))))
      const ofBare = mean(runs.map(({ bare }) => sum(bare.cpuMs)))
      const share = mean(runs.map(({ through, bare }) => (through.perSecond / bare.perSecond) * 100))
      const note = `plain nginx with the same bytes: ${ofBare.toFixed(3)} ms`
      figures.push({ part, name: `${name}, CPU of nginx per request`, value: ofNginx, unit: 'ms', aim: '≤ 0.1', note })
      figures.push({
        part,
        name: `${name}, CPU of web per request`,
        value: mean(runs.map(({ through }) => through.cpuMs[0] ?? 0)),
        unit: 'ms',
      })
      figures.push({
        part,
        name: `${name}, 32 connections`,
        value: mean(runs.map(({ through }) => through.perSecond)),
        unit: 'req/s',
      })
      figures.push({ part, name: `${name}, of plain nginx`, value: share, unit: '%', aim: '≥ 40' })
    } finally {
      await proxy.stop()
      await plain.stop()
    }
  }
  return figures
}
