import { mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { embeddedUrls } from '#payload/start/environment.ts'
import { type Cluster, openCluster } from '#payload/start/postgres/cluster.ts'
import { putLogins } from '#payload/start/postgres/logins.ts'
import { keepSecrets, type Secrets } from '#payload/start/secrets.ts'

/** What a test needs to know of the cluster; travels to test workers as JSON in the variable TEST_CLUSTER. */
export type TestCluster = { port: number; secrets: Secrets }

/** Nothing in it has to survive a power cut. */
const settings = ['fsync=off', 'full_page_writes=off', 'max_connections=300']
/** What is not yet on disk is lost with the server. */
const quick = ['synchronous_commit=off']

type Opened = {
  test: TestCluster
  /** The server itself, to be stopped and started in the middle of a test. */
  server: Pick<Cluster, 'pid' | 'ended' | 'restart'>
  close(): Promise<void>
}

/**
 * Starts an empty Postgres, with the three logins, for tests alone. What the folder held before is removed. `close` stops
 * it and removes all it has written.
 * @param isLasting whether what was committed outlives a server that is stopped immediately
 */
export async function openTestCluster(folder: string, isLasting = false): Promise<Opened> {
  mkdirSync(folder, { recursive: true })
  const secrets = keepSecrets(join(folder, 'secrets.json'))
  const logFile = join(folder, 'postgres.log')
  const cluster = await openCluster({
    dataFolder: folder,
    password: secrets.superuserPassword,
    logFile,
    settings: isLasting ? settings : [...settings, ...quick],
    isFresh: true,
  })
  const client = new pg.Client({ connectionString: cluster.superuserUrl })
  await client.connect()
  await putLogins(client, secrets)
  await client.end()
  return {
    test: { port: cluster.port, secrets },
    server: cluster,
    async close() {
      await cluster.stop()
      // Beside the folder when the user Postgres runs as cannot get there; then in one of its own.
      const isInside = cluster.folder.startsWith(folder)
      rmSync(isInside ? cluster.folder : dirname(cluster.folder), { recursive: true, force: true })
    },
  }
}

/** Addresses of the three logins and of the superuser, in one database of the cluster. */
export function urlsIn({ port, secrets }: TestCluster, database: string) {
  const superuser = `postgres://postgres:${secrets.superuserPassword}@127.0.0.1:${port}/${database}`
  return { ...embeddedUrls(port, secrets, database), superuser }
}
