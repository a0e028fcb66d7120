import { stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { asOwner } from '#platform/env.ts'
import type { Manifest } from '../backup/manifest.ts'
import { readBackup } from '../backup/read-backup.ts'
import { writeBackup } from '../backup/write-backup.ts'
import { failureLine, Refusal, seconds } from '../start/terminal.mjs'

/**
 * Puts the database and the pictures into one file, beside a running site or without one:
 * `node payload/commands/backup.ts [--allow-missing] FILE`, or `--check FILE` to read one that was made.
 */
const usage = 'Say where: npm run backup -- FILE (or: npm run backup -- --check FILE)'

function contentsOf({ tables, files, missing, journal, madeAt }: Manifest, bytes: number): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  const absent = missing.length > 0 ? `, ${missing.length} missing` : ''
  const head = journal ? `, journal at ${journal.seq}` : ''
  return `${tables.length} tables, ${rows} rows, ${files.length} pictures${absent}, ${bytes} bytes; state of ${madeAt}${head}`
}

function readArguments() {
  try {
    const options = { check: { type: 'boolean' }, 'allow-missing': { type: 'boolean' } } as const
    const { values, positionals } = parseArgs({ args: process.argv.slice(2), options, allowPositionals: true })
    const [file, ...more] = positionals
    if (!file || more.length > 0) throw new Error('one file')
    return { file: resolve(file), isCheck: values.check ?? false, isMissingAllowed: values['allow-missing'] ?? false }
  } catch {
    throw new Refusal(usage)
  }
}

/** What to print, and what to say besides when the journal in it does not hold. */
type Told = { line: string; warning: string | null }

const warningOf = ({ journalProblem }: Manifest, file: string): string | null =>
  journalProblem === undefined
    ? null
    : `The backup is whole, but the journal in it does not hold: ${journalProblem}. Keep this file and every older one. npm run journal:verify names every fault; docs/operating.md, “When it does not hold”, says what to do. Restoring this one takes: npm run restore -- --despite-journal ${file}`

async function run(): Promise<Told> {
  const begunAt = Date.now()
  const { file, isCheck, isMissingAllowed } = readArguments()
  if (isCheck) {
    const manifest = await readBackup(file)
    const contents = contentsOf(manifest, (await stat(file)).size)
    const line = `${file} is whole: ${contents}. Read in ${seconds(Date.now() - begunAt)}.`
    return { line, warning: warningOf(manifest, file) }
  }
  const { manifest, bytes } = await writeBackup({ ownerUrl: asOwner().DATABASE_URL, file, isMissingAllowed })
  const line = `Backed up into ${file} and read back: ${contentsOf(manifest, bytes)}. Took ${seconds(Date.now() - begunAt)}.`
  return { line, warning: warningOf(manifest, file) }
}

try {
  const { line, warning } = await run()
  process.stdout.write(`${line}\n`)
  if (warning !== null) process.stderr.write(`✗ ${warning}\n`)
  process.exit(warning === null ? 0 : 1)
} catch (error) {
  process.stderr.write(`✗ There is no backup: ${failureLine(error, dirname(resolve(process.argv.at(-1) ?? '')))}\n`)
  process.exit(1)
}
