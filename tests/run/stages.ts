export const stages = ['check', 'unit', 'integration', 'build', 'e2e'] as const
export type Stage = (typeof stages)[number]

/**
 * Which stages to run: all of them, or those after `--only`, in their own order. `check` is a mode of its own.
 * @param argv mode and flags
 * @throws Error for a stage or flag that is unknown
 */
export function stagesOf(argv: string[]): Stage[] {
  const [mode, ...flags] = argv
  const wanted = new Set<string>()
  for (let at = 0; at < flags.length; at++) {
    const [flag, inline] = flags[at]?.split('=', 2) ?? []
    if (flag === '--begun') at += inline === undefined ? 1 : 0
    else if (flag === '--only') for (const name of (inline ?? flags[++at] ?? '').split(',')) wanted.add(name.trim())
    else throw new Error(`Unknown flag ${flag}: use --only ${stages.join(',')}`)
  }
  const unknown = [...wanted].filter((name) => !stages.some((stage) => stage === name))
  if (unknown.length > 0) throw new Error(`Unknown stage ${unknown.join(', ')}: use --only ${stages.join(',')}`)
  if (mode === 'check') return ['check']
  return wanted.size > 0 ? stages.filter((stage) => wanted.has(stage)) : [...stages]
}
