// `npm test` and `npm run check`, on the pinned Node; bootstrap.mjs has installed what was missing.
import { join, resolve } from 'node:path'
import { build } from '#payload/start/build.ts'
import { endCommands } from '#payload/start/command.ts'
import { seconds, step } from '#payload/start/terminal.mjs'
import { openTestCluster, type TestCluster } from '../support/test-cluster.ts'
import { check } from './checks.ts'
import { type Counts, closingLine, none, sum } from './counts.ts'
import { e2e } from './e2e.ts'
import { endInOrder } from './ending.ts'
import { type Outcome, takeSlot } from './slot.ts'
import { readWanted, type Stage, type Wanted } from './stages.ts'
import { vitest } from './vitest.ts'

const root = resolve(import.meta.dirname, '../..')
const argv = process.argv.slice(2)
const begunAt = Number(argv[argv.indexOf('--begun') + 1]) || Date.now()
let wanted: Wanted = { stages: [], specs: [] }
try {
  wanted = readWanted(argv)
} catch (error) {
  process.stderr.write(`✗ ${error instanceof Error ? error.message : error}\n`)
  process.exit(1)
}
const run = takeSlot(root)
/** What to end, the last started first. */
const ends: (() => Promise<void>)[] = []
const { end, isEnding } = endInOrder(async () => {
  endCommands()
  for (const one of ends.reverse()) await one().catch(() => {})
  run.release()
})

let cluster: TestCluster | undefined
async function postgres(): Promise<TestCluster> {
  if (cluster) return cluster
  const opened = await openTestCluster(join(run.folder, 'data'))
  ends.push(opened.close)
  cluster = opened.test
  return cluster
}

let isBuilt = true
const work: Record<Stage, () => Promise<Outcome & { note?: string; skipped?: boolean }>> = {
  check: () => check(run),
  unit: () => vitest(run, 'unit'),
  integration: async () => vitest(run, 'integration', { TEST_CLUSTER: JSON.stringify(await postgres()) }),
  build: async () => {
    isBuilt = false
    const done = await build(root, run.distFolder, join(run.logs, 'build.log'))
    isBuilt = true
    return { counts: { passed: 1, failed: 0 }, complaint: '', ...done }
  },
  e2e: async () => {
    if (!isBuilt) throw new Error('There is no build to test.')
    return e2e(run, await postgres(), (stop) => ends.push(stop), wanted.specs)
  },
}

class Failed extends Error {
  readonly outcome: Outcome
  constructor(outcome: Outcome) {
    super(outcome.complaint)
    this.outcome = outcome
  }
}

async function runStage(stage: Stage): Promise<Counts> {
  const name = `${stage[0]?.toUpperCase()}${stage.slice(1)}`
  try {
    const { counts, remarks = [] } = await step(name, async () => {
      const outcome = await work[stage]()
      if (outcome.counts.failed > 0) throw new Failed(outcome)
      return { ...outcome, note: outcome.note ?? `${outcome.counts.passed} passed` }
    })
    for (const line of remarks) process.stdout.write(`  ${line}\n`)
    return counts
  } catch (error) {
    if (!isEnding()) process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    return error instanceof Failed ? error.outcome.counts : { passed: 0, failed: 1 }
  }
}

const counted: Counts[] = [none]
for (const stage of wanted.stages) if (!isEnding()) counted.push(await runStage(stage))
const total = sum(counted)
if (!isEnding()) {
  process.stdout.write(`\nAll in ${seconds(Date.now() - begunAt)}; logs: ${run.logs}\n${closingLine(total)}\n`)
  await end(total.failed > 0 ? 1 : 0)
}
