// `npm run bench`, on the pinned Node; bootstrap.mjs has installed what was missing.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { join, resolve } from 'node:path'
import { fileLock } from '#payload/start/folder-lock.ts'
import { failureLine, Refusal, step } from '#payload/start/terminal.mjs'
import { measureApi } from './api.ts'
import { type Figure, tableOf } from './figures.ts'
import { measureLighthouse } from './lighthouse.ts'
import { loadTool } from './load.ts'
import { readBenchOptions } from './options.ts'
import { doorPages, measureBehindNginx, measureDoor } from './pages.ts'
import { rssMbOf } from './process-figures.ts'
import { measureProfiles } from './profile.ts'
import { measurePublish } from './publish.ts'
import { type Site, startSite } from './site.ts'

const root = resolve(import.meta.dirname, '..')
const folder = join(root, '.build/bench')
const apiFolder = join(folder, 'api')
let site: Site | undefined
let isEnding = false

async function end(exitCode: number): Promise<void> {
  if (isEnding) return
  isEnding = true
  await site?.stop()
  process.exit(exitCode)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(130))
process.once('disconnect', () => void end(1))
process.channel?.unref()

/** The machine that the figures are of: they mean little beside those of another. */
const machine = () =>
  `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${process.version}`

async function measure(): Promise<void> {
  const options = readBenchOptions(process.argv.slice(3))
  mkdirSync(folder, { recursive: true })
  if (!fileLock(join(folder, 'lock'))) throw new Refusal('Another bench runs in this checkout: wait for its end.')
  const has = (part: (typeof options.parts)[number]) => options.parts.includes(part)
  if (options.isProfile) {
    site = await startOne('Site', { NODE_OPTIONS: '--inspect=127.0.0.1:0' })
    await measureProfiles(root, folder, site, options)
    return end(0)
  }
  const { load, note } = await loadTool()
  const figures: Figure[] = []
  const failures: string[] = []
  const take = async (name: string, work: (running: Site) => Promise<Figure[]>) => {
    const running = site
    if (!running) return
    // One part that cannot be measured takes none of the others with it.
    const whole = step(name, async () => void figures.push(...(await work(running))))
    await whole.catch((error: Error) => failures.push(`${name}: ${error.message}`))
  }
  site = await startOne('Site')
  if (has('publish')) await take('Publish', (running) => measurePublish(running, options.saves))
  if (has('pages')) {
    await take('Pages', (running) => measureDoor(doorPages, running, load, note, options.seconds))
    await take('Nginx', (running) => measureBehindNginx(root, folder, running, load, options.seconds))
  }
  if (has('memory'))
    await take('Memory', async ({ webPid, workerPid }) => [
      { part: 'memory after all that', name: 'web', value: rssMbOf(webPid), unit: 'MB' },
      { part: 'memory after all that', name: 'worker', value: rssMbOf(workerPid), unit: 'MB' },
    ])
  if (has('lighthouse')) await take('Lighthouse', measureLighthouse)
  if (has('start')) {
    await site.stop()
    site = await startOne('Cold start')
    const note = 'npm start on existing data, from process to first page'
    figures.push({ part: 'cold start', name: 'first 200 of /', value: site.firstPageMs, unit: 'ms', note })
  }
  // Last, on a site of its own: thousands of made articles are of no use to any other part.
  if (has('api')) {
    await site.stop()
    rmSync(apiFolder, { recursive: true, force: true })
    site = await startOne('Site for JSON', {}, apiFolder)
    await take('JSON', (running) => measureApi(apiFolder, running, load, options.seconds))
  }
  const at = new Date().toISOString()
  const file = join(folder, 'figures.json')
  writeFileSync(file, `${JSON.stringify({ at, machine: machine(), figures }, null, 2)}\n`)
  process.stdout.write(`${tableOf(figures)}\n\n${at}, ${machine()}\nAlso in ${file}\n`)
  for (const failure of failures) process.stderr.write(`✗ ${failure}\n`)
  await end(failures.length > 0 ? 1 : 0)
}

async function startOne(name: string, more: Record<string, string> = {}, at = folder): Promise<Site> {
  const started: Site[] = []
  await step(name, async () => void started.push(await startSite(root, at, more)))
  const [one] = started
  if (!one) throw new Error('The site did not start.')
  return one
}

try {
  await measure()
} catch (error) {
  if (!isEnding) process.stderr.write(`✗ ${failureLine(error, root)}\n`)
  await end(1)
}
