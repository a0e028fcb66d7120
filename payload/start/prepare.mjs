import { spawn } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { processVariables } from '../../platform/process-variables.mjs'
import { homeVariables, install, pinnedNode } from './install.mjs'
import { portOf, refuseTakenPort } from './ports.mjs'
import { failureLine, step } from './terminal.mjs'

const root = resolve(fileURLToPath(new URL('../..', import.meta.url)))
const dataFolder = join(root, '.data')

/** Modes with a second half of their own; they bring their own variables.
 * @type {Record<string, string | undefined>} */
const scripts = {
  test: 'tests/run/run.ts',
  check: 'tests/run/run.ts',
  soak: 'tests/soak/soak.ts',
  bench: 'bench/run.ts',
}

/** Throws EACCES, EROFS or ENOSPC now, in place of a half-made install later. */
function checkFolder() {
  accessSync(root, constants.W_OK | constants.X_OK)
  mkdirSync(join(dataFolder, 'logs'), { recursive: true })
  const probe = join(dataFolder, `probe.${process.pid}`)
  try {
    // Large enough that a full disk shows itself.
    writeFileSync(probe, Buffer.alloc(1 << 20))
  } finally {
    rmSync(probe, { force: true })
  }
}

/** Who started this: the shell, and on Linux the npm that started the shell. */
function ancestors() {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8')
    return `${process.ppid} ${stat.slice(stat.lastIndexOf(')')).split(' ')[2]}`
  } catch {
    return String(process.ppid)
  }
}

/** @param {string} mode @param {string[]} rest @param {number} begunAt */
function runWithPinnedNode(mode, rest, begunAt) {
  const script = scripts[mode] ?? 'payload/start/start.ts'
  const child = spawn(
    pinnedNode(root),
    ['--disable-warning=ExperimentalWarning', script, mode, '--begun', String(begunAt), ...rest],
    {
      cwd: root,
      env: { ...processVariables, ...homeVariables(processVariables, dataFolder), NEXT_TELEMETRY_DISABLED: '1' },
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    },
  )
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // npm may be killed without a word to us; then whoever started this is gone and so must the site be.
  const above = ancestors()
  if (processVariables.npm_lifecycle_event)
    setInterval(() => ancestors() !== above && child.kill('SIGTERM'), 1000).unref()
  child.once('error', (error) => {
    process.stderr.write(`✗ ${error.message}\n`)
    process.exitCode = 1
  })
  child.once('exit', (code) => process.exit(code ?? 1))
}

/** @param {string[]} argv mode and its flags */
export async function prepareAndRun(argv) {
  const begunAt = Date.now()
  const [mode = 'start', ...rest] = argv
  process.chdir(root)
  try {
    checkFolder()
    if (!scripts[mode] && existsSync('.env')) process.loadEnvFile('.env')
    // Before the long install. A folder that has run before knows more about who holds the port: start.ts asks there.
    if ((mode === 'start' || mode === 'dev') && !existsSync(join(dataFolder, 'run.json')))
      await refuseTakenPort(portOf(processVariables.PORT), processVariables.HOST || '127.0.0.1')
    await step('Install', () => install(root, dataFolder))
    runWithPinnedNode(mode, rest, begunAt)
  } catch (error) {
    process.stderr.write(`✗ ${failureLine(error, root)}\n`)
    process.exit(1)
  }
}
