import { closeSync, existsSync, openSync, renameSync, statSync, writeSync } from 'node:fs'

export type RollingLog = { write(text: string): void; close(): void }

/** A log file that starts anew when it is full; the one before is kept as `.1`. A full disk loses lines, not the site. */
export function rollingLog(file: string, limitBytes = 10_000_000): RollingLog {
  let handle = openSync(file, 'a')
  let size = existsSync(file) ? statSync(file).size : 0
  let isOpen = true
  return {
    write(text) {
      if (!isOpen) return
      try {
        if (size > limitBytes) {
          closeSync(handle)
          renameSync(file, `${file}.1`)
          handle = openSync(file, 'a')
          size = 0
        }
        size += writeSync(handle, text)
      } catch {}
    },
    close() {
      if (isOpen) closeSync(handle)
      isOpen = false
    },
  }
}
