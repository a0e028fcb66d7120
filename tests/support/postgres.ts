import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { assembleEnvironment } from '#payload/start/environment.ts'
import { putDatabase } from '#payload/start/postgres/logins.ts'
import { type TestCluster, urlsIn } from './test-cluster.ts'

const root = resolve(import.meta.dirname, '../..')
const template = 'wbwh_template'
const migrateLock = 7_311_001

/** A database of one test file's own. */
export type TestDatabase = {
  name: string
  /** Owns everything in it; no superuser. */
  ownerUrl: string
  appUrl: string
  readerUrl: string
  /** For what only an operator does: ending other connections, say. */
  superuserUrl: string
  /** Drops it, whoever is connected. */
  close(): Promise<void>
}

function testCluster(): TestCluster {
  const given = process.env.TEST_CLUSTER
  if (!given)
    throw new Error('No test Postgres: run this through `npx vitest --project integration`, which starts one.')
  return JSON.parse(given)
}

async function asSuperuser<T>(cluster: TestCluster, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: urlsIn(cluster, 'postgres').superuser })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Runs the project's own migrate command on a database. */
async function migrate(cluster: TestCluster, database: string): Promise<void> {
  const env = assembleEnvironment(process.env, {
    mode: 'production',
    port: 3000,
    dataFolder: resolve(root, '.build'),
    secrets: cluster.secrets,
    embedded: urlsIn(cluster, database),
  })
  const args = ['--disable-warning=ExperimentalWarning', 'payload/commands/migrate.ts']
  try {
    await promisify(execFile)(process.execPath, args, { cwd: root, env: { ...env, VITEST: '' } })
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`The test database could not be migrated:\n${stdout}${stderr}`)
  }
}

/** The migrated template is made once, by whichever test comes first; the others wait for it. */
async function migratedTemplate(client: pg.Client, cluster: TestCluster): Promise<string> {
  await client.query('select pg_advisory_lock($1)', [migrateLock])
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [template])
    if (rowCount) return template
    const making = `${template}_making`
    await client.query(`drop database if exists ${making} with (force)`)
    await putDatabase(client, making)
    await migrate(cluster, making)
    // The last connection of the command may still be closing.
    await client.query('select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1', [making])
    await client.query(`alter database ${making} rename to ${template}`)
    return template
  } finally {
    await client.query('select pg_advisory_unlock($1)', [migrateLock])
  }
}

/**
 * Makes a database.
 * @param options.isMigrated false for an empty one, without any table
 */
export async function testDatabase({ isMigrated = true } = {}): Promise<TestDatabase> {
  const cluster = testCluster()
  const name = `test_${randomBytes(6).toString('hex')}`
  await asSuperuser(cluster, async (client) =>
    putDatabase(client, name, isMigrated ? await migratedTemplate(client, cluster) : undefined),
  )
  const { owner, app, reader, superuser } = urlsIn(cluster, name)
  return {
    name,
    ownerUrl: owner,
    appUrl: app,
    readerUrl: reader,
    superuserUrl: superuser,
    close: () =>
      asSuperuser(cluster, async (client) => void (await client.query(`drop database ${name} with (force)`))),
  }
}
