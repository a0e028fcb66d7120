import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Refusal } from './terminal.mjs'

const modes = ['start', 'dev', 'build', 'run'] as const

export type Options = {
  mode: (typeof modes)[number]
  /** Folder of everything that is kept: absolute path. */
  dataFolder: string
  /** When the whole began, milliseconds. */
  begunAt: number
  /** For `run`: the script and its arguments. */
  rest: string[]
}

/**
 * Reads the command line: `start|dev|build|run [--data folder] [--begun ms] [script arguments…]`.
 * @throws Refusal for anything else
 */
export function readOptions(argv: string[], root: string, now: number): Options {
  const mode = modes.find((known) => known === argv[0])
  if (!mode) throw new Refusal(`"${argv[0] ?? ''}" is not a command: use ${modes.join(', ')}.`)
  // What follows the script belongs to the script.
  const at = argv.findIndex((part, index) => index > 0 && !part.startsWith('--') && !argv[index - 1]?.startsWith('--'))
  const [own, rest] = at === -1 ? [argv.slice(1), []] : [argv.slice(1, at), argv.slice(at)]
  if (mode === 'run' && rest.length === 0)
    throw new Refusal('run needs the script to run, as in: run payload/commands/migrate.ts')
  if (mode !== 'run' && rest.length > 0) throw new Refusal(`${mode} takes no argument "${rest[0]}".`)
  try {
    const { values } = parseArgs({ args: own, options: { data: { type: 'string' }, begun: { type: 'string' } } })
    return { mode, dataFolder: resolve(root, values.data ?? '.data'), begunAt: Number(values.begun) || now, rest }
  } catch (error) {
    throw new Refusal(error instanceof Error ? error.message : String(error))
  }
}
