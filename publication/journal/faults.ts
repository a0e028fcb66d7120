/** One thing that is wrong, in words, and the number of the entry it was seen at; null when it belongs to none. */
export type Fault = { seq: number | null; problem: string }

const mostKept = 100

/** Faults as they are found: all are counted, the first hundred are kept, so that a ruined journal fills no memory. */
export class Faults {
  readonly kept: Fault[] = []
  count = 0

  add(seq: number | null, problem: string): void {
    this.count += 1
    if (this.kept.length < mostKept) this.kept.push({ seq, problem })
  }
}
