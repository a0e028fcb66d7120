import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { signIn } from './editor.ts'
import { loadTool } from './load.ts'
import type { BenchOptions } from './options.ts'
import { type CpuProfile, type Share, sourceFinder, sumUp } from './profile-areas.ts'
import { slug } from './publish.ts'
import type { Site } from './site.ts'

type Inspector = { ask<Result>(method: string, params?: object): Promise<Result>; close(): void }

/** The inspector of the web process; its address is in the process's log. */
async function connect(site: Site): Promise<Inspector> {
  const log = readFileSync(join(site.logs, 'web.log'), 'utf8')
  const address = log.match(/ws:\/\/127\.0\.0\.1:\d+\/[\w-]+/g)?.at(-1)
  if (!address) throw new Error('The web process did not open its inspector.')
  const socket = new WebSocket(address)
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let last = 0
  socket.onmessage = ({ data }) => {
    const { id, result, error } = JSON.parse(String(data))
    if (error) waiting.get(id)?.reject(new Error(`The inspector refused: ${error.message}`))
    else waiting.get(id)?.resolve(result)
    waiting.delete(id)
  }
  await new Promise((opened, failed) => {
    socket.onopen = opened
    socket.onerror = () => failed(new Error(`The inspector at ${address} cannot be reached.`))
  })
  return {
    ask: (method, params = {}) =>
      new Promise((resolve, reject) => {
        last += 1
        waiting.set(last, { resolve: resolve as (value: unknown) => void, reject })
        socket.send(JSON.stringify({ id: last, method, params }))
      }),
    close: () => socket.close(),
  }
}

const mostLines = 14

function linesOf(shares: Share[], times: number): string[] {
  const all = shares.reduce((sum, { ms }) => sum + ms, 0)
  return shares
    .slice(0, mostLines)
    .map(
      ({ name, ms }) =>
        `  ${(ms / times).toFixed(3).padStart(9)} ms ${((ms / all) * 100).toFixed(1).padStart(5)} %  ${name}`,
    )
}

/** Profiles the web process through each kind of work, and prints where its time goes, per time that the work was done. */
export async function measureProfiles(root: string, folder: string, site: Site, options: BenchOptions): Promise<void> {
  const { load } = await loadTool()
  const inspector = await connect(site)
  const find = sourceFinder(root)
  await inspector.ask('Profiler.enable')
  await inspector.ask('Profiler.setSamplingInterval', { interval: 200 })
  const profile = async (name: string, work: () => Promise<number>) => {
    await inspector.ask('Profiler.start')
    const times = await work()
    const { profile } = await inspector.ask<{ profile: CpuProfile }>('Profiler.stop')
    const file = join(folder, `${name.replaceAll(' ', '-')}.cpuprofile`)
    writeFileSync(file, JSON.stringify(profile))
    const { areas, functions } = sumUp(profile, find)
    const all = areas.reduce((sum, { ms }) => sum + ms, 0)
    const head = `\n${name}: ${(all / times).toFixed(2)} ms on the main thread, mean of ${times} (${file})`
    process.stdout.write(`${[head, ...linesOf(areas, times), '  —', ...linesOf(functions, times)].join('\n')}\n`)
  }
  const loaded = (path: string) => async () => {
    return (await load(`http://127.0.0.1:${site.port}${path}`, options.seconds)).requests
  }
  if (options.parts.includes('publish')) {
    const editor = await signIn(site)
    const id = await editor.articleId(slug)
    const publish = async (times: number) => {
      for (let save = 0; save < times; save++)
        await editor.patch(id, { deck: `Profiled ${Date.now()} ${save}.`, _status: 'published' }, '?depth=0')
      return times
    }
    await publish(10)
    await profile('PATCH that publishes', () => publish(options.saves))
  }
  const reads: [string, string, 'pages' | 'api'][] = [
    ['article page', `/articles/${slug}`, 'pages'],
    ['home page', '/', 'pages'],
    ['article as JSON', `/api/v1/articles/${slug}`, 'api'],
    ['list as JSON', '/api/v1/articles', 'api'],
  ]
  for (const [name, path, part] of reads) {
    if (!options.parts.includes(part)) continue
    await load(`http://127.0.0.1:${site.port}${path}`, 1)
    await profile(name, loaded(path))
  }
  inspector.close()
}
