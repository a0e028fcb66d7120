import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTestCluster } from './test-cluster.ts'

/** Before the integration tests: a Postgres, unless the runner has started one already. Returns what ends it. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_CLUSTER) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'wbwh-integration-'))
  const { test, close } = await openTestCluster(folder)
  process.env.TEST_CLUSTER = JSON.stringify(test)
  return async () => {
    await close()
    rmSync(folder, { recursive: true, force: true })
  }
}
