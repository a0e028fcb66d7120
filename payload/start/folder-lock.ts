import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beginOf, isAlive, signalGroup, sleep } from './processes.ts'
import { Refusal } from './terminal.mjs'

/** What runs out of a data folder; written so that a second command and the next start can tell. */
export type RunRecord = {
  pid: number
  mode: string
  /** Address of the site; empty for a command that serves none. */
  address: string
  isStopping: boolean
  children: { pid: number; begin: string }[]
}

export type FolderLock = { record(change: Partial<RunRecord>): void; addChild(pid: number): void; release(): void }

/** Longer than a stop may take. */
const stopLimitMs = 25_000

export function readRun(dataFolder: string): RunRecord | null {
  try {
    const run: RunRecord = JSON.parse(readFileSync(join(dataFolder, 'run.json'), 'utf8'))
    return typeof run.pid === 'number' ? run : null
  } catch {
    return null
  }
}

/**
 * Takes a file lock that the operating system drops with the process, however it ends: Node has no flock, SQLite does.
 * @returns null when another process has it
 */
export function fileLock(file: string): { release(): void } | null {
  const database = new DatabaseSync(file)
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    return { release: () => database.close() }
  } catch (error) {
    database.close()
    if (error instanceof Error && /locked/.test(error.message)) return null
    throw error
  }
}

function refusalFor(run: RunRecord | null): Refusal {
  const who = run ? `process ${run.pid}${run.address ? ` at ${run.address}` : ''}` : 'another process'
  const stop = run ? `kill ${run.pid}` : 'end that process'
  return new Refusal(
    `This folder is already in use by ${who}: use that one, or stop it first (Ctrl-C there, or ${stop}).`,
  )
}

/** Ends what a supervisor that was killed has left, but only processes that are surely the ones it wrote down. */
function endLeftovers(run: RunRecord): void {
  for (const child of run.children ?? [])
    if (isAlive(child.pid) && beginOf(child.pid) === child.begin) signalGroup(child.pid, 'SIGKILL')
}

/**
 * One command at a time may run a data folder. Waits for one that is stopping.
 * @throws Refusal when another one runs
 */
export async function lockFolder(dataFolder: string, mode: string): Promise<FolderLock> {
  const end = Date.now() + stopLimitMs
  let held = fileLock(join(dataFolder, 'lock'))
  while (!held) {
    const run = readRun(dataFolder)
    if ((run && !run.isStopping) || Date.now() > end) throw refusalFor(run)
    await sleep(100)
    held = fileLock(join(dataFolder, 'lock'))
  }
  const left = readRun(dataFolder)
  if (left) endLeftovers(left)

  const file = join(dataFolder, 'run.json')
  let run: RunRecord = { pid: process.pid, mode, address: '', isStopping: false, children: [] }
  const write = () => {
    writeFileSync(`${file}.new`, `${JSON.stringify(run)}\n`)
    renameSync(`${file}.new`, file)
  }
  write()
  return {
    record(change) {
      run = { ...run, ...change }
      write()
    },
    addChild(pid) {
      const children = run.children.filter((child) => isAlive(child.pid))
      run = { ...run, children: [...children, { pid, begin: beginOf(pid) }] }
      write()
    },
    release() {
      if (existsSync(file)) rmSync(file)
      held.release()
    },
  }
}
