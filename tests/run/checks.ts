import { join } from 'node:path'
import { runCommand } from '#payload/start/command.ts'
import type { Variables } from '#payload/start/environment.ts'
import { tailOf } from '#payload/start/install.mjs'
import { sum } from './counts.ts'
import type { Outcome, Run } from './slot.ts'
import { vitest } from './vitest.ts'

/** Name and arguments of each check that is a program; each counts as one. */
const programs: [string, string[]][] = [
  ['biome', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']],
  ['tsc', ['node_modules/typescript-7/bin/tsc', '--noEmit', '-p', '.']],
  [
    'dependency-cruiser',
    ['node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', '--config', '.dependency-cruiser.mjs', '.'],
  ],
  ['knip', ['node_modules/knip/bin/knip.js', '--no-progress']],
]

/** biome, tsc, dependency-cruiser, knip and the architecture tests: no database, two at a time. */
export async function check(run: Run): Promise<Outcome> {
  const env: Variables = { ...(process.env as Record<string, string>), NODE_ENV: 'test', FORCE_COLOR: '0' }
  const complaints: string[] = []
  const program = async (name: string, args: string[]) => {
    const logFile = join(run.logs, `${name}.log`)
    if ((await runCommand({ name, args, env, logFile })) === 0) return { passed: 1, failed: 0 }
    complaints.push(`── ${name} ──\n${tailOf(logFile, 60)}`)
    return { passed: 0, failed: 1 }
  }
  const architecture = async () => {
    const outcome = await vitest(run, 'architecture')
    if (outcome.complaint) complaints.push(`── architecture ──\n${outcome.complaint}`)
    return outcome.counts
  }
  const [biome, tsc, arrows, knip] = programs.map(
    ([name, args]) =>
      () =>
        program(name, args),
  )
  const chains = [
    [biome, tsc, arrows],
    [architecture, knip],
  ]
  const counts = await Promise.all(
    chains.map(async (chain) => {
      const done = []
      for (const one of chain) if (one) done.push(await one())
      return sum(done)
    }),
  )
  return { counts: sum(counts), complaint: complaints.join('\n\n') }
}
