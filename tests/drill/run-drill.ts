// The drill by itself, over a Postgres of its own: node tests/drill/run-drill.ts [build folder]. Run npm run build before.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { openTestCluster } from '../support/test-cluster.ts'
import { restoreDrill } from './restore-drill.ts'

const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'wbwh-drill-'))
const say = (line: string) => void process.stdout.write(`${line.trim()}\n`)
const { test, close } = await openTestCluster(join(folder, 'data'))
let exitCode = 1
try {
  const faults = await restoreDrill({
    root,
    distFolder: process.argv[2] ?? '.next',
    cluster: test,
    folder: join(folder, 'drill'),
    say,
  })
  for (const fault of faults) say(`✗ ${fault}`)
  if (faults.length === 0) say('✓ What was backed up came back, byte for byte.')
  exitCode = faults.length === 0 ? 0 : 1
} catch (error) {
  say(`✗ ${error instanceof Error ? error.message : error}`)
} finally {
  await close()
  rmSync(folder, { recursive: true, force: true })
}
process.exit(exitCode)
