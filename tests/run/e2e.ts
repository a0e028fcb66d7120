import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from '#payload/start/command.ts'
import type { Variables } from '#payload/start/environment.ts'
import { tailOf } from '#payload/start/install.mjs'
import { findChromium } from '../support/chromium.ts'
import type { TestCluster } from '../support/test-cluster.ts'
import { countsOf, playwrightCounts } from './counts.ts'
import { startSite } from './site.ts'
import type { Outcome, Run } from './slot.ts'
import { reportText } from './vitest.ts'

/** Lines that a browser test prints with this at their head are shown at the end: measured times. */
const remark = /^\s*measured:\s.*$/gm

/** The browser tests, on the production build behind the door; of them those files alone that are named, if any are. */
export async function e2e(
  run: Run,
  cluster: TestCluster,
  onStart: (stop: () => Promise<void>) => void,
  specs: string[] = [],
): Promise<Outcome> {
  const chromium = await findChromium()
  // Logs of a run before would be taken for this one's.
  for (const name of ['site', 'reading']) rmSync(join(run.folder, name), { recursive: true, force: true })
  const site = await startSite(run, cluster, onStart)
  // What readers see is looked at where nobody else writes: the seeds, and what those tests bring.
  const place = { database: 'wbwh_reading', dataFolder: join(run.folder, 'reading') }
  const reading = await startSite(run, cluster, onStart, place)
  const report = join(run.logs, 'e2e.json')
  const logFile = join(run.logs, 'e2e.log')
  const env: Variables = {
    ...(process.env as Record<string, string>),
    NODE_ENV: 'test',
    FORCE_COLOR: '0',
    CHROMIUM_PATH: chromium,
    E2E_URL: site.url,
    E2E_SETUP_TOKEN: site.setupToken,
    E2E_OWNER_URL: site.ownerUrl,
    E2E_SITE: JSON.stringify({ variables: site.variables, dataFolder: site.dataFolder }),
    E2E_READING: JSON.stringify(reading),
    E2E_DIST: run.distFolder,
    E2E_METRICS: JSON.stringify(site.metricsPorts),
    E2E_REPORT: report,
    E2E_OUTPUT: join(run.folder, 'results'),
  }
  const exitCode = await runCommand({
    name: 'e2e',
    args: ['node_modules/@playwright/test/cli.js', 'test', ...specs.map((word) => `tests/e2e/.*${word}`)],
    env,
    logFile,
  })
  await Promise.all([site.stop(), reading.stop()])
  const counts = countsOf(reportText(report), exitCode, playwrightCounts)
  const remarks = (readFileSync(logFile, 'utf8').match(remark) ?? []).map((line) => line.trim())
  return { counts, complaint: counts.failed > 0 ? tailOf(logFile, 150) : '', remarks }
}
