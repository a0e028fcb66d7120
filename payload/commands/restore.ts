import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { asOwner, env } from '#platform/env.ts'
import { AfterCommitError, restoreBackup } from '../backup/restore-backup.ts'
import { failureLine, Refusal, seconds } from '../start/terminal.mjs'

/** Puts a backup into an empty database and an empty folder of pictures: `node payload/commands/restore.ts FILE`. */
function readArguments(): string {
  try {
    const { positionals } = parseArgs({ args: process.argv.slice(2), options: {}, allowPositionals: true })
    const [file, ...more] = positionals
    if (!file || more.length > 0) throw new Error('one file')
    return resolve(file)
  } catch {
    throw new Refusal('Say which: npm run restore -- FILE')
  }
}

try {
  const begunAt = Date.now()
  const file = readArguments()
  const { tables, files, missing, madeAt, journal } = await restoreBackup(asOwner().DATABASE_URL, file)
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  process.stdout.write(
    [
      `Restored the state of ${madeAt}: ${tables.length} tables, ${rows} rows, ${files.length} pictures`,
      missing.length > 0 ? `, ${missing.length} that were missing then are missing now` : '',
      journal ? `; the journal holds, up to entry ${journal.seq}` : '',
      `. Took ${seconds(Date.now() - begunAt)}.\n`,
    ].join(''),
  )
  process.exit(0)
} catch (error) {
  const before = error instanceof AfterCommitError ? '' : 'Nothing was restored: '
  process.stderr.write(`✗ ${before}${failureLine(error, env().MEDIA_DIR)}\n`)
  process.exit(1)
}
