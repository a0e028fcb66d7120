import { parseArgs } from 'node:util'
import { Refusal } from '#payload/start/terminal.mjs'

export type SoakOptions<Name extends string> = {
  /** Scenarios to run, in their own order. */
  names: Name[]
  /** Whether a scenario that cannot run here counts as failed. */
  isAll: boolean
  /** When the command was given; ms since 1970. */
  begunAt: number
}

/**
 * Reads `[--only scenario,scenario] [--all]`.
 * @throws Refusal for anything else
 */
export function readSoakOptions<Name extends string>(argv: string[], names: Name[]): SoakOptions<Name> {
  try {
    const { values } = parseArgs({
      args: argv,
      options: { begun: { type: 'string' }, only: { type: 'string' }, all: { type: 'boolean', default: false } },
    })
    const wanted = values.only?.split(',').map((name) => name.trim()) ?? names
    const unknown = wanted.filter((name) => !names.some((known) => known === name))
    if (unknown.length > 0) throw new Refusal(`Unknown scenario ${unknown.join(', ')}: use --only ${names.join(',')}`)
    return {
      names: names.filter((name) => wanted.some((one) => one === name)),
      isAll: values.all,
      begunAt: Number(values.begun) || Date.now(),
    }
  } catch (error) {
    throw new Refusal(error instanceof Error ? error.message : String(error))
  }
}
