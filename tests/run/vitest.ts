import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from '#payload/start/command.ts'
import type { Variables } from '#payload/start/environment.ts'
import { tailOf } from '#payload/start/install.mjs'
import { countsOf, vitestCounts } from './counts.ts'
import type { Outcome, Run } from './slot.ts'

/** Reads a report a program has left; null when it left none. */
export function reportText(file: string): string | null {
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

/** Runs one project of vitest.config.ts. */
export async function vitest(run: Run, project: string, variables: Record<string, string> = {}): Promise<Outcome> {
  const report = join(run.logs, `${project}.json`)
  const logFile = join(run.logs, `${project}.log`)
  const given = process.env as Record<string, string>
  const env: Variables = { ...given, ...variables, NODE_ENV: 'test', FORCE_COLOR: '0' }
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', project, '--reporter=default', '--reporter=json']
  const exitCode = await runCommand({ name: project, args: [...args, `--outputFile.json=${report}`], env, logFile })
  const counts = countsOf(reportText(report), exitCode, vitestCounts)
  return { counts, complaint: counts.failed > 0 ? tailOf(logFile, 120) : '' }
}
