import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileLock } from '#payload/start/folder-lock.ts'
import type { Counts } from './counts.ts'

/** What one run has for itself: nothing of a running site, or of another run, is in it. */
export type Run = {
  root: string
  /** Absolute path: `.build/test-1`. */
  folder: string
  logs: string
  /** Next's build folder, kept for the next run. */
  distFolder: string
  release(): void
}

export type Outcome = {
  counts: Counts
  /** What to show when something failed: the end of the output. */
  complaint: string
  /** Lines to show in any case. */
  remarks?: string[]
}

/** Takes the first free place for a run; two runs in one checkout do not meet. */
export function takeSlot(root: string): Run {
  mkdirSync(join(root, '.build'), { recursive: true })
  for (let number = 1; ; number++) {
    const folder = join(root, `.build/test-${number}`)
    const lock = fileLock(`${folder}.lock`)
    if (!lock) continue
    const logs = join(folder, 'logs')
    rmSync(logs, { recursive: true, force: true })
    mkdirSync(logs, { recursive: true })
    return {
      root,
      folder,
      logs,
      distFolder: number === 1 ? '.next-test' : `.next-test-${number}`,
      release: lock.release,
    }
  }
}
