import pg from 'pg'
import { startWorker } from '#platform/queue/index.ts'
import { idleTasks, quietLog } from '../../support/quiet-queue.ts'

/** A worker in a process of its own that starts a purge and never ends it: to be killed. Exits 1 when it is lost. */
const connectionString = process.argv[2] ?? ''
const pool = new pg.Pool({ connectionString, max: 1 })
pool.on('error', () => {})

const worker = await startWorker({
  connectionString,
  log: quietLog,
  tasks: {
    ...idleTasks,
    purge: async (purges) => {
      for (const { seq } of purges) await pool.query('insert into started values ($1, $2)', [seq, String(process.pid)])
      return new Promise(() => {})
    },
  },
})
process.stdout.write(`${worker.poolId}\n`)
await worker.lost
process.exit(1)
