import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { runCommand } from '#payload/start/command.ts'
import { tailOf } from '#payload/start/install.mjs'
import { freePort } from '#payload/start/ports.mjs'
import { sleep } from '#payload/start/processes.ts'
import { makeDatabase, type SitePlace, siteVariables, startSite } from '../run/site.ts'
import type { Run } from '../run/slot.ts'
import { signIn } from '../support/editor.ts'
import type { TestCluster } from '../support/test-cluster.ts'
import { publishTwice } from './drill-article.ts'
import { differences, type Pages, pagesOf } from './pages.ts'

export type Drill = {
  root: string
  /** A production build, as `NEXT_DIST_DIR` names it. */
  distFolder: string
  cluster: TestCluster
  /** Empty folder for both sites, the backup and the logs: absolute path. */
  folder: string
  /** Told of each step and how long it took. */
  say?: (line: string) => void
}

const shownLimitMs = 60_000

/**
 * Runs a command of the project as `npm run` does, beside the site of a place or without one.
 * @returns the line that it ended with
 */
async function mustRunScript(run: Run, cluster: TestCluster, place: SitePlace, script: string, ...words: string[]) {
  const logFile = join(run.logs, `${script}.log`)
  const quiet = '--disable-warning=ExperimentalWarning'
  const args = [quiet, 'payload/start/start.ts', 'run', '--data', place.dataFolder, `payload/commands/${script}.ts`]
  const env = { ...(process.env as Record<string, string>), ...siteVariables(run, cluster, place) }
  const code = await runCommand({ name: script, args: [...args, ...words], env, logFile, cwd: run.root })
  if (code !== 0) throw new Error(`${script} failed:\n${tailOf(logFile, 20)}`)
  return tailOf(logFile, 1)
}

/** Number of the newest journal entry. */
async function revisionOf(ownerUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const { rows } = await client.query<{ seq: string }>('select seq::text from publication.revision')
  await client.end()
  return rows[0]?.seq ?? ''
}

/** Waits until a page has seen what was published last: then nothing is owed to caches any more. */
async function untilSeen(url: string, revision: string): Promise<void> {
  for (const end = Date.now() + shownLimitMs; ; await sleep(200)) {
    const answer = await fetch(url)
    await answer.arrayBuffer()
    const seen = answer.headers.get('x-revision')
    if (seen === revision) return
    if (Date.now() > end) throw new Error(`${url} has seen revision ${seen}, and ${revision} was published.`)
  }
}

const checkpointPath = '/.well-known/journal-checkpoint'

/** Waits until the newest entry is signed: then no checkpoint is owed any more. */
async function untilSigned(site: string, revision: string): Promise<void> {
  for (const end = Date.now() + shownLimitMs; ; await sleep(200)) {
    const answer = await fetch(`${site}${checkpointPath}`)
    const { checkpoint = '{}' } = answer.ok ? ((await answer.json()) as { checkpoint?: string }) : {}
    if (String(JSON.parse(checkpoint).seq) === revision) return
    if (Date.now() > end)
      throw new Error(`${checkpointPath} answers ${answer.status} ${checkpoint}, and entry ${revision} was owed.`)
  }
}

/**
 * The drill: a site publishes, is backed up while it runs, and stops; the backup is restored into an empty database and
 * an empty folder, where the journal has to hold; a site over them answers at the same address. Every page and the newest
 * checkpoint have to be the same, byte for byte, and the editor has to get in.
 * @returns what was not as it should be; an empty list when the drill is passed
 * @throws Error when a step of it could not be done at all
 */
export async function restoreDrill({ root, distFolder, cluster, folder, say = () => {} }: Drill): Promise<string[]> {
  const run: Run = { root, folder, logs: join(folder, 'logs'), distFolder, release: () => {} }
  mkdirSync(run.logs, { recursive: true })
  const port = await freePort()
  const first: SitePlace = { database: 'wbwh_drill_before', dataFolder: join(folder, 'before'), port }
  const second: SitePlace = { database: 'wbwh_drill_after', dataFolder: join(folder, 'after'), port }
  const file = join(folder, 'drill.tar.gz')
  const stops: (() => Promise<void>)[] = []
  let begunAt = Date.now()
  const done = (what: string) => {
    say(`${what} (${((Date.now() - begunAt) / 1000).toFixed(1)} s)`)
    begunAt = Date.now()
  }
  try {
    const site = await startSite(run, cluster, (stop) => stops.push(stop), first)
    const { path, picture } = await publishTwice(await signIn(site.url, site.url, site.setupToken))
    const revision = await revisionOf(site.ownerUrl)
    for (const seen of [path, '/', '/topics/load', '/authors/desk']) await untilSeen(`${site.url}${seen}`, revision)
    await untilSigned(site.url, revision)
    const api = ['/api/v1/articles?limit=5', `/api/v1${path}`, '/api/v1/articles?sort=modifiedAt']
    const pages = ['/', path, '/topics/load', '/authors/desk', '/articles/nowhere']
    const paths = [...pages, `${path}.md`, `${path}.json`, ...api, picture, checkpointPath]
    const before: Pages = await pagesOf(site.url, paths)
    done('published, and every page shows it')
    say(await mustRunScript(run, cluster, first, 'backup', file))
    await site.stop()
    done('backed up beside the running site, and stopped')

    // What a backup does not hold, and its owner keeps elsewhere.
    mkdirSync(second.dataFolder, { recursive: true })
    await makeDatabase(cluster, second.database)
    copyFileSync(join(first.dataFolder, 'secrets.json'), join(second.dataFolder, 'secrets.json'))
    say(await mustRunScript(run, cluster, second, 'restore', file))
    // With what was kept elsewhere: the folder of the site that is no more.
    const kept = join(first.dataFolder, 'checkpoints')
    say(`the journal: ${await mustRunScript(run, cluster, second, 'verify-journal', '--checkpoints', kept)}`)
    const again = await startSite(run, cluster, (stop) => stops.push(stop), second)
    done('restored and started')
    const faults = differences(before, await pagesOf(again.url, paths))
    await signIn(again.url, again.url).catch((error: Error) =>
      faults.push(`the editor did not get in: ${error.message}`),
    )
    await again.stop()
    done(`compared ${before.size} addresses`)
    return faults
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
}
