import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { cms } from '../cms.ts'
import { exportFolder } from '../content/export-folder.ts'
import { importFolder } from '../content/import-folder.ts'
import { failureLine, Refusal } from '../start/terminal.mjs'

/** Articles as files: `npm run content -- export DIR [SLUG…]`, `npm run content -- import DIR [SLUG…] [--dry-run]`. */
const usage = 'Say what: npm run content -- export DIR [SLUG…], or npm run content -- import DIR [SLUG…] [--dry-run]'

function readArguments() {
  try {
    const options = { 'dry-run': { type: 'boolean' } } as const
    const { values, positionals } = parseArgs({ args: process.argv.slice(2), options, allowPositionals: true })
    const [verb, folder, ...slugs] = positionals
    const isDryRun = values['dry-run'] ?? false
    if ((verb !== 'export' && verb !== 'import') || !folder || (verb === 'export' && isDryRun)) throw new Error(usage)
    return { verb, folder: resolve(folder), slugs, isDryRun }
  } catch {
    throw new Refusal(usage)
  }
}

const say = (line: string): boolean => process.stdout.write(`${line}\n`)

async function run(): Promise<void> {
  const { verb, folder, slugs, isDryRun } = readArguments()
  const payload = await cms()
  if (verb === 'export') {
    const { articles, pictures, leftOut } = await exportFolder(payload, folder, slugs)
    for (const { slug, reason } of leftOut) say(`– left out ${slug}: ${reason}`)
    say(`Exported ${articles} articles and ${pictures} pictures to ${folder}.`)
    return
  }
  const { articles, records } = await importFolder(payload, folder, { actor: 'system:import', slugs, isDryRun })
  for (const { name, outcome } of records) if (outcome !== 'unchanged') say(`${outcome.padEnd(9)} ${name}`)
  for (const { file, outcome, diff, overDraft } of articles) {
    say(`${outcome.padEnd(9)} ${file}${overDraft ? ', over a newer draft: that is among its versions' : ''}`)
    if (isDryRun && diff !== null) say(diff.trimEnd())
  }
  const count = (wanted: string): number => articles.filter(({ outcome }) => outcome === wanted).length
  const done = `${count('created')} created, ${count('updated')} updated, ${count('unchanged')} unchanged`
  say(isDryRun ? `Nothing was changed. It would be: ${done}.` : `Imported: ${done}.`)
}

try {
  await run()
  process.exit(0)
} catch (error) {
  const isExport = process.argv[2] === 'export'
  // Of a COMMIT that gave no answer nobody knows.
  const isUnknown = (error as { status?: number }).status === 503
  const refused = isUnknown ? 'It is not known whether this was imported' : 'Nothing was changed'
  const before = isExport ? 'The export is not complete' : refused
  process.stderr.write(`✗ ${before}: ${failureLine(error, resolve(process.argv[3] ?? '.'))}\n`)
  process.exit(1)
}
