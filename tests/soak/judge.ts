import type { Answer } from './readers.ts'
import type { Faults } from './scenario.ts'

export const isSeen = (answer: Answer, seen: string[]): boolean => seen.includes(answer.path)

/** Moments of an outage, in ms since the process began: its first, its last, and that of the first good answer after it. */
export type Outage = { begun: number; ended: number; recovered: number }

/** Notes what readers must not see: of pages seen before nothing, of others refusals in time, and only while it lasts. */
export function judge(faults: Faults, answers: Answer[], seen: string[], { begun, ended, recovered }: Outage): void {
  for (const answer of answers) {
    if (isSeen(answer, seen)) {
      faults.unless(answer.status === 200, `a page that had been seen answered ${answer.status}`)
      continue
    }
    const isWell = answer.path.startsWith('/api') ? answer.status === 200 : answer.status === 404
    const isRefusal = answer.status === 503 && answer.retryAfter !== undefined
    // One that was asked a moment before is answered, or not, by what came then.
    const isDuring = answer.at + answer.ms > begun && answer.at < ended + 10_000
    faults.unless(isWell || (isRefusal && isDuring), `${answer.path.replace(/\d+/, 'n')} answered ${answer.status}`)
    faults.unless(!isRefusal || answer.ms < 3_000, 'a refusal took three seconds or more')
    faults.unless(answer.at < recovered || isWell, 'a reader was refused after the first good answer')
  }
}
