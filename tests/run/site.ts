import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import pg from 'pg'
import type { Variables } from '#payload/start/environment.ts'
import { tailOf } from '#payload/start/install.mjs'
import { freePort } from '#payload/start/ports.mjs'
import { putDatabase } from '#payload/start/postgres/logins.ts'
import { isGoneWithin, signalGroup, sleep } from '#payload/start/processes.ts'
import { type TestCluster, urlsIn } from '../support/test-cluster.ts'
import type { Run } from './slot.ts'

/** A site as `npm start` runs it, over a database of its own. */
export type Site = {
  url: string
  setupToken: string
  ownerUrl: string
  /** What it was started with, for commands beside it. */
  variables: Record<string, string>
  dataFolder: string
  metricsPorts: { web: number; worker: number }
  stop(): Promise<void>
}

const startLimitMs = 180_000

/** Where a site keeps what it has, and answers; a run's own, if left out. */
export type SitePlace = { database: string; dataFolder: string; port: number }

const noMetrics = { web: 0, worker: 0 }

/** Makes a database of the owner's, without any table, if it is not there. */
export async function makeDatabase(cluster: TestCluster, database: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlsIn(cluster, 'postgres').superuser })
  await client.connect()
  await putDatabase(client, database)
  await client.end()
}

async function stop(child: ChildProcess): Promise<void> {
  if (!child.pid) return
  child.kill('SIGTERM')
  await isGoneWithin(child.pid, 30_000)
  signalGroup(child.pid, 'SIGKILL')
}

/** The variables of a site at a place. Secrets are made by the site itself, in its folder. */
export function siteVariables(
  run: Run,
  cluster: TestCluster,
  { database, dataFolder, port }: SitePlace,
  metricsPorts = noMetrics,
): Variables {
  const { owner, app, reader } = urlsIn(cluster, database)
  return {
    NODE_ENV: 'production',
    DATABASE_URL: app,
    OWNER_DATABASE_URL: owner,
    READER_DATABASE_URL: reader,
    HOST: '127.0.0.1',
    PORT: String(port),
    SITE_URL: `http://localhost:${port}`,
    WEB_URLS: `http://127.0.0.1:${port}`,
    NEXT_DIST_DIR: run.distFolder,
    MEDIA_DIR: join(dataFolder, 'media'),
    PAYLOAD_SECRET: '',
    INTERNAL_SECRET: '',
    SETUP_TOKEN: '',
    JOURNAL_SIGNING_KEY: '',
    CHECKPOINT_DIR: '',
    REDIS_URL: '',
    // All tests ask from one address.
    API_REQUESTS_PER_MINUTE: '1000000',
    API_SEARCHES_PER_MINUTE: '1000000',
    // Everything that is ever said, for the test that looks for secrets in it.
    LOG_LEVEL: 'trace',
    METRICS_PORT: String(metricsPorts.web),
    WORKER_METRICS_PORT: String(metricsPorts.worker),
    TEST_CLUSTER: '',
  }
}

/**
 * Starts it and waits until it answers.
 * @throws Error with the end of its output
 */
export async function startSite(
  run: Run,
  cluster: TestCluster,
  onStart: (stop: () => Promise<void>) => void,
  place: Partial<SitePlace> = {},
): Promise<Site> {
  const { database = 'wbwh_e2e', dataFolder = join(run.folder, 'site'), port = await freePort() } = place
  await makeDatabase(cluster, database)
  const logFile = join(run.logs, `${basename(dataFolder)}.log`)
  const metricsPorts = { web: await freePort(), worker: await freePort() }
  const variables = siteVariables(run, cluster, { database, dataFolder, port }, metricsPorts)
  const env: Variables = { ...(process.env as Record<string, string>), ...variables }
  const log = openSync(logFile, 'w')
  const args = ['--disable-warning=ExperimentalWarning', 'payload/start/start.ts', 'start', '--data', dataFolder]
  const child = spawn(process.execPath, args, {
    cwd: run.root,
    env,
    stdio: ['ignore', log, log, 'ipc'],
    detached: true,
  })
  closeSync(log)
  onStart(() => stop(child))
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  for (const end = Date.now() + startLimitMs; ; await sleep(100)) {
    if (readFileSync(logFile, 'utf8').includes('Ctrl-C stops everything')) break
    if (hasEnded() || Date.now() > end) throw new Error(`The site did not start:\n${tailOf(logFile, 60)}`)
  }
  const setupToken: string = JSON.parse(readFileSync(join(dataFolder, 'secrets.json'), 'utf8')).setupToken
  const url = `http://localhost:${port}`
  const ownerUrl = urlsIn(cluster, database).owner
  return { url, setupToken, ownerUrl, variables, dataFolder, metricsPorts, stop: () => stop(child) }
}
