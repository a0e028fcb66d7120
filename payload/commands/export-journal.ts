import { resolve } from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import { LastingPool, poolLimits } from '#platform/db.ts'
import { env } from '#platform/env.ts'
import { reasonOf } from '#platform/reason.ts'
import { writeAside } from '#platform/write-aside.ts'
import { exportJournal } from '#publication/journal/index.ts'

/** Writes the journal into a file, one JSON object a line: `node payload/commands/export-journal.ts FILE`. */
async function run(): Promise<string> {
  const [file, ...more] = process.argv.slice(2)
  if (!file || file.startsWith('-') || more.length > 0)
    throw new Error('name one file to write, as in: npm run journal:export -- journal.ndjson')
  const pool = new LastingPool({ ...poolLimits, connectionString: env().DATABASE_URL, max: 1 })
  try {
    const path = resolve(file)
    const { entries, hash } = await writeAside(path, (write) => exportJournal(drizzle({ client: pool }), write))
    return `Wrote ${entries} entries to ${path}${hash === null ? '' : `, head ${hash}`}.\n`
  } finally {
    await pool.end()
  }
}

try {
  process.stdout.write(await run())
} catch (error) {
  process.stderr.write(`The journal was not exported: ${reasonOf(error)}\n`)
  process.exitCode = 1
}
