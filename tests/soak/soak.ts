// `npm run soak`: the faults that need processes, on the production build. bootstrap.mjs has installed what was missing.
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from '#payload/start/build.ts'
import { endCommands } from '#payload/start/command.ts'
import { seconds, step } from '#payload/start/terminal.mjs'
import { endInOrder } from '../run/ending.ts'
import { takeSlot } from '../run/slot.ts'
import { openTestCluster } from '../support/test-cluster.ts'
import { readSoakOptions, type SoakOptions } from './options.ts'
import type { House, Result } from './scenario.ts'
import { killedAtCommit } from './scenarios/commit.ts'
import { backupRestored } from './scenarios/drill.ts'
import { fullDisk } from './scenarios/full-disk.ts'
import { webKilled, workerKilled } from './scenarios/killed.ts'
import { postgresStopped, postgresUnheard } from './scenarios/outage.ts'
import { sharedPages } from './scenarios/redis.ts'
import { manySaves } from './scenarios/saves.ts'
import { missedDate } from './scenarios/schedule.ts'
import { stampede } from './scenarios/stampede.ts'
import { stoppedAfterPublish } from './scenarios/stopped-after-publish.ts'

const scenarios = {
  stopped: postgresStopped,
  unheard: postgresUnheard,
  'after-publish': stoppedAfterPublish,
  'web-killed': webKilled,
  'worker-killed': workerKilled,
  commit: killedAtCommit,
  redis: sharedPages,
  stampede,
  saves: manySaves,
  disk: fullDisk,
  schedule: missedDate,
  drill: backupRestored,
}
type Name = keyof typeof scenarios

function options(): SoakOptions<Name> {
  try {
    return readSoakOptions(process.argv.slice(3), Object.keys(scenarios) as Name[])
  } catch (error) {
    process.stderr.write(`✗ ${error instanceof Error ? error.message : error}\n`)
    process.exit(1)
  }
}

const root = resolve(import.meta.dirname, '../..')
const { names, isAll, begunAt } = options()
const run = takeSlot(root)
let close = async () => {}
const { end, isEnding } = endInOrder(async () => {
  endCommands()
  await close().catch(() => {})
  run.release()
})

type Report = { name: Name; what: string; tookMs: number } & Result

async function runOne(house: House, name: Name): Promise<Report> {
  const scenario = scenarios[name]
  const begun = performance.now()
  let result: Result
  try {
    result = await scenario.run(house)
  } catch (error) {
    result = { figures: '', faults: [error instanceof Error ? (error.stack ?? error.message) : String(error)] }
  }
  const tookMs = performance.now() - begun
  const mark = result.notRun ? '–' : result.faults.length > 0 ? '✗' : '✓'
  process.stdout.write(`${mark} ${seconds(tookMs).padStart(8)}  ${scenario.name}\n`)
  for (const line of [result.notRun && `not run: ${result.notRun}`, result.figures]) {
    if (line) process.stdout.write(`             ${line}\n`)
  }
  for (const fault of result.faults) process.stdout.write(`             FAULT ${fault}\n`)
  return { name, what: scenario.name, tookMs, ...result }
}

const reports: Report[] = []
try {
  await step('Build', () => build(root, run.distFolder, join(run.logs, 'build.log')))
  const cluster = await openTestCluster(join(run.folder, 'data'), true)
  close = cluster.close
  process.env.TEST_CLUSTER = JSON.stringify(cluster.test)
  const house: House = { run, server: cluster.server, cluster: cluster.test }
  for (const name of names) if (!isEnding()) reports.push(await runOne(house, name))
} catch (error) {
  process.stderr.write(`✗ ${error instanceof Error ? error.message : error}\n`)
  await end(1)
}
if (!isEnding()) {
  writeFileSync(join(run.logs, 'soak.json'), `${JSON.stringify(reports, null, 2)}\n`)
  const failed = reports.filter(({ faults }) => faults.length > 0).length
  const notRun = reports.filter((report) => report.notRun).length
  process.stdout.write(`\nAll in ${seconds(Date.now() - begunAt)}; logs: ${run.logs}\n`)
  const rest = notRun > 0 ? `, ${notRun} not run` : ''
  process.stdout.write(`${reports.length - failed - notRun} passed, ${failed} failed${rest}\n`)
  if (notRun > 0) process.stdout.write('What was not run is no proof: with --all it counts as failed.\n')
  await end(failed > 0 || (notRun > 0 && isAll) ? 1 : 0)
}
