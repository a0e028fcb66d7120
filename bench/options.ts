import { parseArgs } from 'node:util'
import { Refusal } from '#payload/start/terminal.mjs'

export const parts = ['publish', 'pages', 'api', 'memory', 'lighthouse', 'start'] as const
export type Part = (typeof parts)[number]

export type BenchOptions = {
  parts: Part[]
  /** Whether V8 profiles are taken and summed up, in place of the figures. */
  isProfile: boolean
  /** How often an article is published. */
  saves: number
  /** How long each load lasts, seconds. */
  seconds: number
}

function numberOf(flag: string, text: string, most: number): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= 1 && number <= most) return number
  throw new Refusal(`--${flag} must be a whole number from 1 to ${most}, not "${text}".`)
}

/**
 * Reads `[--only part,part] [--profile] [--saves n] [--seconds n]`.
 * @throws Refusal for anything else
 */
export function readBenchOptions(argv: string[]): BenchOptions {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        begun: { type: 'string' },
        only: { type: 'string' },
        profile: { type: 'boolean', default: false },
        saves: { type: 'string', default: '50' },
        seconds: { type: 'string', default: '4' },
      },
    })
    const wanted = values.only?.split(',').map((name) => name.trim()) ?? [...parts]
    const unknown = wanted.filter((name) => !parts.some((part) => part === name))
    if (unknown.length > 0) throw new Refusal(`Unknown part ${unknown.join(', ')}: use --only ${parts.join(',')}`)
    return {
      parts: parts.filter((part) => wanted.includes(part)),
      isProfile: values.profile,
      saves: numberOf('saves', values.saves, 1_000),
      seconds: numberOf('seconds', values.seconds, 120),
    }
  } catch (error) {
    throw new Refusal(error instanceof Error ? error.message : String(error))
  }
}
