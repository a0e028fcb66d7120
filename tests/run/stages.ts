export const stages = ['check', 'unit', 'integration', 'build', 'e2e'] as const
export type Stage = (typeof stages)[number]

/** What is to be run: stages in their own order, and of the browser tests those files alone whose paths hold one of these. */
export type Wanted = { stages: Stage[]; specs: string[] }

const flags = ['--only', '--spec'] as const

/**
 * Reads `[--only stage,stage] [--spec words,words]`: all stages, or those after `--only`; `check` is a mode of its own.
 * @param argv mode and flags
 * @throws Error for a stage or flag that is unknown
 */
export function readWanted(argv: string[]): Wanted {
  const [mode, ...given] = argv
  const words: Record<(typeof flags)[number], string[]> = { '--only': [], '--spec': [] }
  for (let at = 0; at < given.length; at++) {
    const [flag, inline] = given[at]?.split('=', 2) ?? []
    const known = flags.find((each) => each === flag)
    if (flag === '--begun') at += inline === undefined ? 1 : 0
    else if (known) words[known].push(...(inline ?? given[++at] ?? '').split(',').map((word) => word.trim()))
    else throw new Error(`Unknown flag ${flag}: use --only ${stages.join(',')}, or --spec and words of a file's path`)
  }
  const { '--only': wanted, '--spec': specs } = words
  const unknown = wanted.filter((name) => !stages.some((stage) => stage === name))
  if (unknown.length > 0) throw new Error(`Unknown stage ${unknown.join(', ')}: use --only ${stages.join(',')}`)
  if (specs.includes(''))
    throw new Error('Unknown file: say after --spec what its path holds, as in --spec reading/axe')
  if (mode === 'check') return { stages: ['check'], specs }
  return { stages: wanted.length > 0 ? stages.filter((stage) => wanted.includes(stage)) : [...stages], specs }
}
