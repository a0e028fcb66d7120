import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { restoreDrill } from '../../drill/restore-drill.ts'
import type { Scenario } from '../scenario.ts'

export const backupRestored: Scenario = {
  name: 'a backup is restored into an empty place, and a site is started there',
  async run({ run, cluster }) {
    const folder = join(run.folder, 'soak', 'drill')
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    const said: string[] = []
    const { root, distFolder } = run
    const faults = await restoreDrill({ root, distFolder, cluster, folder, say: (line) => said.push(line) })
    return { figures: said.join('; '), faults }
  },
}
