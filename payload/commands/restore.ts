import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { asOwner, env } from '#platform/env.ts'
import { AfterCommitError, restoreBackup } from '../backup/restore-backup.ts'
import { failureLine, Refusal, seconds } from '../start/terminal.mjs'

/**
 * Puts a backup into an empty database and an empty folder of pictures:
 * `node payload/commands/restore.ts [--despite-journal] FILE`.
 */
function readArguments() {
  try {
    const options = { 'despite-journal': { type: 'boolean' } } as const
    const { values, positionals } = parseArgs({ args: process.argv.slice(2), options, allowPositionals: true })
    const [file, ...more] = positionals
    if (!file || more.length > 0) throw new Error('one file')
    return { file: resolve(file), isDespiteJournal: values['despite-journal'] ?? false }
  } catch {
    throw new Refusal('Say which: npm run restore -- FILE (or, with a damaged journal: --despite-journal FILE)')
  }
}

try {
  const begunAt = Date.now()
  const { manifest, journalProblem } = await restoreBackup({ ownerUrl: asOwner().DATABASE_URL, ...readArguments() })
  const { tables, files, missing, madeAt, journal } = manifest
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  const chain = journalProblem === null ? 'holds' : 'DOES NOT HOLD'
  if (journalProblem !== null)
    process.stderr.write(
      `✗ The journal was loaded as it is, and does not hold: ${journalProblem}. npm run journal:verify names every fault; docs/operating.md, “When it does not hold”, says what to do.\n`,
    )
  process.stdout.write(
    [
      `Restored the state of ${madeAt}: ${tables.length} tables, ${rows} rows, ${files.length} pictures`,
      missing.length > 0 ? `, ${missing.length} that were missing then are missing now` : '',
      journal ? `; the journal ${chain}, up to entry ${journal.seq}` : '',
      `. Took ${seconds(Date.now() - begunAt)}.\n`,
    ].join(''),
  )
  process.exit(0)
} catch (error) {
  const before = error instanceof AfterCommitError ? '' : 'Nothing was restored: '
  process.stderr.write(`✗ ${before}${failureLine(error, env().MEDIA_DIR)}\n`)
  process.exit(1)
}
