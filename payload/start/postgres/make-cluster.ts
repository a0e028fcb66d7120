import { spawnSync } from 'node:child_process'
import { chownSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { processVariables } from '#platform/process-variables.mjs'
import type { Variables } from '../environment.ts'
import { isDiskFull, Refusal } from '../terminal.mjs'
import { unfinished } from './orphan.ts'
import { makeOwnFolder, type Place } from './place.ts'

/** Postgres's programs get nothing of this process's variables: its PG* ones would lead them astray. */
export const bareEnvironment: Variables = {
  NODE_ENV: 'production',
  PATH: processVariables.PATH ?? '',
  LC_ALL: 'C',
  TZ: 'UTC',
}

/** What a full disk is told with, wherever it shows itself. */
export function diskFull(): Error {
  return Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })
}

/** Makes the cluster in a folder aside and renames it when it is whole: half an initdb is never met again. */
export function makeCluster(place: Place, password: string): void {
  const aside = unfinished(place.folder)
  rmSync(aside, { recursive: true, force: true })
  makeOwnFolder(aside, place.identity)
  const passwordFile = `${aside}.password`
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  const { uid, gid } = place.identity
  if (uid !== undefined && gid !== undefined) chownSync(passwordFile, uid, gid)
  let output = ''
  try {
    // The system's own C.UTF-8 knows letters beyond ASCII, which trigrams need; not every system has it.
    for (const locale of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
      const made = spawnSync(
        join(place.binaries, 'initdb'),
        [
          `--pgdata=${aside}`,
          '--username=postgres',
          `--pwfile=${passwordFile}`,
          '--auth=scram-sha-256',
          '--encoding=UTF8',
          '--locale-provider=builtin',
          '--builtin-locale=C.UTF-8',
          `--locale=${locale}`,
        ],
        { ...place.identity, cwd: dirname(aside), env: bareEnvironment, encoding: 'utf8' },
      )
      output = `${made.stdout}${made.stderr}${made.error?.message ?? ''}`
      if (made.status === 0) {
        renameSync(aside, place.folder)
        return
      }
      if (!/invalid locale|locale name/i.test(output)) break
    }
  } finally {
    rmSync(passwordFile, { force: true })
    // Renamed by now, or of no use.
    rmSync(aside, { recursive: true, force: true })
  }
  if (isDiskFull(output)) throw diskFull()
  throw new Refusal(
    `Postgres could not make its data folder ${place.folder}: ${output.trim().split('\n').slice(-3).join(' ')}`,
  )
}
