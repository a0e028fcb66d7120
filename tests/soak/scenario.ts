import type { Cluster } from '#payload/start/postgres/cluster.ts'
import type { Run } from '../run/slot.ts'
import type { TestCluster } from '../support/test-cluster.ts'

/** What all scenarios share. */
export type House = {
  run: Run
  /** The Postgres that they run on, one after another. */
  server: Pick<Cluster, 'pid' | 'ended' | 'restart'>
  /** Its port and its logins. */
  cluster: TestCluster
}

/** What came of a scenario: what was measured, and what should not have been. */
export type Result = { figures: string; faults: string[]; notRun?: string }

export type Scenario = { name: string; run(house: House): Promise<Result> }

/** Collects what should not have been, each kind once with how often. */
export class Faults {
  readonly #seen = new Map<string, number>()

  unless(isSo: boolean, what: string): void {
    if (!isSo) this.#seen.set(what, (this.#seen.get(what) ?? 0) + 1)
  }

  list(): string[] {
    return [...this.#seen].map(([what, count]) => (count > 1 ? `${what} (${count} times)` : what))
  }
}
