import pg from 'pg'
import { startWorker } from '#platform/queue/index.ts'

/** A worker in a process of its own that starts a purge and never ends it: to be killed. Exits 1 when it is lost. */
const connectionString = process.argv[2] ?? ''
const pool = new pg.Pool({ connectionString, max: 1 })
pool.on('error', () => {})
const quiet = () => {}

const worker = await startWorker({
  connectionString,
  log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  tasks: {
    purge: async (purges) => {
      for (const { seq } of purges) await pool.query('insert into started values ($1, $2)', [seq, String(process.pid)])
      return new Promise(() => {})
    },
    schedule: async (schedules) => schedules.map(() => null),
    checkpoint: async (entries) => entries.map(() => null),
  },
})
process.stdout.write(`${worker.poolId}\n`)
await worker.lost
process.exit(1)
