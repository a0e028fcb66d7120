import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { processVariables } from '../../platform/process-variables.mjs'
import { isDiskFull, Refusal } from './terminal.mjs'

/** @param {string} lockText the text of package-lock.json @returns {string} */
export function installStamp(lockText) {
  return createHash('sha256').update(`${process.platform} ${process.arch}\n${lockText}`).digest('hex')
}

/**
 * Whether what npm wrote down inside node_modules is what the lock file asks for, optional packages aside. So a tree that
 * a developer installed by hand is not installed again.
 * @param {{ packages?: Record<string, any> }} lock
 * @param {{ packages?: Record<string, any> }} installed node_modules/.package-lock.json
 * @returns {boolean}
 */
export function isSameTree(lock, installed) {
  const have = installed.packages ?? {}
  return Object.entries(lock.packages ?? {}).every(
    ([path, entry]) =>
      path === '' || entry.optional || entry.devOptional || entry.link || have[path]?.version === entry.version,
  )
}

/** @param {string} path */
function readText(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

/** @param {string} root @returns {boolean} */
function isInstalled(root) {
  const stampFile = join(root, 'node_modules/.install-stamp')
  const lockText = readText(join(root, 'package-lock.json'))
  const stamp = installStamp(lockText)
  if (readText(stampFile) === stamp) return true
  const hidden = readText(join(root, 'node_modules/.package-lock.json'))
  try {
    if (!hidden || !isSameTree(JSON.parse(lockText), JSON.parse(hidden))) return false
  } catch {
    return false
  }
  writeFileSync(stampFile, stamp)
  return true
}

/**
 * HOME may be empty, absent or not writable; npm and what it starts then keep their files in the data folder.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} dataFolder
 * @returns {Record<string, string>} variables to add
 */
export function homeVariables(env, dataFolder) {
  try {
    if (!env.HOME) throw new Error('no home')
    accessSync(env.HOME, constants.W_OK | constants.X_OK)
    return {}
  } catch {
    const home = join(dataFolder, 'home')
    mkdirSync(home, { recursive: true })
    return { HOME: home, npm_config_cache: join(home, '.npm') }
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}

const heartbeatMs = 2000
const staleMs = 15_000

/** Two commands in a fresh clone must not install over each other; the second waits. Held by a heartbeat. */
async function withInstallLock(dataFolder, work) {
  const file = join(dataFolder, 'install.lock')
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
    }
    const holder = Number(readText(file))
    const age = existsSync(file) ? Date.now() - statSync(file).mtimeMs : 0
    if ((holder > 0 && !isAlive(holder)) || age > staleMs) {
      // Of several that wait, one gets the rename; the others fail and look again.
      const taken = `${file}.${process.pid}`
      try {
        renameSync(file, taken)
        rmSync(taken, { force: true })
      } catch {}
    } else await new Promise((resolve) => setTimeout(resolve, 250))
  }
  const beat = setInterval(() => utimesSync(file, new Date(), new Date()), heartbeatMs)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    rmSync(file, { force: true })
  }
}

/** @param {string} logFile @param {number} lines @returns {string} */
export function tailOf(logFile, lines = 20) {
  return readText(logFile).trimEnd().split('\n').slice(-lines).join('\n')
}

/** @param {string} log @param {string} logFile @returns {string} */
export function installProblem(log, logFile) {
  if (/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ECONNRESET/.test(log))
    return `npm could not reach its registry: check the network or the npm settings (npm config get registry). Log: ${logFile}`
  if (/EUSAGE|can only install packages when/.test(log))
    return `package-lock.json does not fit package.json: take both from the same commit. Log: ${logFile}`
  return `npm ci failed. Log: ${logFile}`
}

/** @param {string} root @param {string} logFile @param {NodeJS.ProcessEnv} env */
function npmCi(root, logFile, env) {
  const given = processVariables.npm_execpath ?? ''
  const [command, ...first] = /npm-cli\.c?js$/.test(given) ? [process.execPath, given] : ['npm']
  const log = openSync(logFile, 'w')
  const child = spawn(command, [...first, 'ci', '--include=dev', '--no-audit', '--no-fund'], {
    cwd: root,
    env,
    stdio: ['ignore', log, log],
    // A group of its own, so that a stop reaches the install scripts too.
    detached: true,
  })
  closeSync(log)
  const stop = () => {
    if (child.pid) process.kill(-child.pid, 'SIGKILL')
    process.exit(1)
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.once(signal, stop)
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Refusal(`npm could not be started (${error.message}): is it installed?`)))
    child.once('exit', (code) => resolve(code ?? 1))
  }).finally(() => {
    for (const signal of signals) process.removeListener(signal, stop)
  })
}

/**
 * Brings node_modules to what package-lock.json says, unless it is there already.
 * @param {string} root
 * @param {string} dataFolder
 * @returns {Promise<{ note?: string, skipped?: boolean }>}
 */
export function install(root, dataFolder) {
  if (isInstalled(root)) return Promise.resolve({ note: 'unchanged', skipped: true })
  return withInstallLock(dataFolder, async () => {
    if (isInstalled(root)) return { note: 'done by another command' }
    const logFile = join(dataFolder, 'logs/install.log')
    const env = { ...processVariables, ...homeVariables(processVariables, dataFolder) }
    // NODE_ENV=production would leave out what the build and the pinned Node come from.
    delete env.NODE_ENV
    const code = await npmCi(root, logFile, env)
    const log = readText(logFile)
    if (code !== 0 && isDiskFull(log)) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })
    if (code !== 0) {
      process.stderr.write(`${tailOf(logFile)}\n`)
      throw new Refusal(installProblem(log, logFile))
    }
    writeFileSync(join(root, 'node_modules/.install-stamp'), installStamp(readText(join(root, 'package-lock.json'))))
    return {}
  })
}

/**
 * The pinned Node. Its npm package fetches the binary in an install script, which a machine may refuse to run.
 * @param {string} root
 * @returns {string} absolute path of a Node 24
 */
export function pinnedNode(root) {
  const { platform, arch } = process
  const places = ['node_modules/.bin/node', `node_modules/node-${platform}-${arch}/bin/node`].map((at) =>
    join(root, at),
  )
  for (const node of [...places, process.execPath]) {
    const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout ?? ''
    if (version.startsWith('v24.')) return node
  }
  throw new Refusal(
    'The pinned Node 24 was not installed, most likely because npm refuses install scripts: run npm ci --ignore-scripts=false and then this again.',
  )
}
