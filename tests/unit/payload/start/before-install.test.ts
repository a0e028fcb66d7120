import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { homeVariables, installProblem, installStamp, isSameTree, tailOf } from '#payload/start/install.mjs'
import { leastNode, nodeProblem } from '#payload/start/node-version.mjs'
import { freePort, portOf, refuseTakenPort } from '#payload/start/ports.mjs'
import { failureLine, isDiskFull, Refusal, step } from '#payload/start/terminal.mjs'

describe('the version of Node', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.21.0', '100.0.0'])('%s will do', (version) => {
    expect(nodeProblem(version)).toBeNull()
  })
  it.each(['20.18.9', '19.99.99', '18.20.4', '8.0.0', '0.10.48'])('%s is refused in one line', (version) => {
    expect(nodeProblem(version)).toContain(`install Node ${leastNode} or later`)
    expect(nodeProblem(version)).not.toContain('\n')
  })
})

describe('the port', () => {
  it('is 3000 when not given', () => {
    expect([portOf(undefined), portOf(''), portOf(' ')]).toEqual([3000, 3000, 3000])
  })
  it('is read as a number, and anything else is refused', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 65535 }), (port) => portOf(String(port)) === port))
    for (const text of ['abc', '-1', '65536', '1.5', '3000x', 'NaN']) expect(() => portOf(text)).toThrow(Refusal)
  })
  it('is refused when something listens there, on either loopback address', async () => {
    const server = createServer()
    const port = await freePort()
    await expect(refuseTakenPort(port, '127.0.0.1')).resolves.toBeUndefined()
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    await expect(refuseTakenPort(port, '127.0.0.1')).rejects.toThrow(`PORT=${port + 1} npm start`)
    await new Promise((resolve) => server.close(resolve))
  })
  it('is refused on a host that is not of this machine', async () => {
    await expect(refuseTakenPort(await freePort(), '192.0.2.1')).rejects.toThrow('give HOST an address of this machine')
  })
})

describe('the install', () => {
  const lock = {
    packages: {
      '': { version: '0.1.0' },
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b': { version: '2.0.0', optional: true },
      'node_modules/c': { version: '3.0.0', devOptional: true },
    },
  }
  it('is recognised without its stamp, optional packages aside', () => {
    expect(isSameTree(lock, { packages: { 'node_modules/a': { version: '1.0.0' } } })).toBe(true)
  })
  it('is not recognised when a package is missing or of another version', () => {
    expect(isSameTree(lock, {})).toBe(false)
    expect(isSameTree(lock, { packages: { 'node_modules/a': { version: '1.0.1' } } })).toBe(false)
  })
  it('is stamped by the lock file alone', () => {
    expect(installStamp('x')).toBe(installStamp('x'))
    expect(installStamp('x')).not.toBe(installStamp('y'))
  })
  it('lends a home where there is none, or none that can be written', () => {
    const folder = mkdtempSync(join(tmpdir(), 'start-'))
    const home = join(folder, 'home')
    for (const env of [{}, { HOME: '' }, { HOME: join(folder, 'absent') }])
      expect(homeVariables(env, folder)).toEqual({ HOME: home, npm_config_cache: join(home, '.npm') })
    expect(homeVariables({ HOME: folder }, folder)).toEqual({})
  })
  it('says what npm stumbled over', () => {
    expect(installProblem('npm error code ENOTFOUND', 'l')).toContain('could not reach its registry')
    expect(installProblem('npm error code EUSAGE', 'l')).toContain('does not fit package.json')
    expect(installProblem('anything', 'the.log')).toContain('the.log')
  })
  it('shows the end of a log, and nothing of an absent one', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'start-')), 'log')
    expect(tailOf(file)).toBe('')
    writeFileSync(file, 'a\nb\nc\n')
    expect(tailOf(file, 2)).toBe('b\nc')
  })
})

describe('a failure', () => {
  it.each([
    ['npm error code ENOSPC', true],
    ['FATAL: could not write to file: No space left on device', true],
    ['database or disk is full', true],
    ['no such file', false],
  ])('%s: disk full %s', (text, isFull) => {
    expect(isDiskFull(text)).toBe(isFull)
  })
  it('is told in one line that says what to do', () => {
    const withCode = (code: string) => Object.assign(new Error(`${code}: at x`), { code })
    expect(failureLine(withCode('ENOSPC'), '/here')).toBe(
      'The disk that holds /here is full: free some space, then run this again.',
    )
    expect(failureLine(withCode('EROFS'), '/here')).toContain('/here cannot be written (EROFS)')
    expect(failureLine(new Refusal('Do this.'), '/here')).toBe('Do this.')
    expect(failureLine(undefined, '/here')).not.toBe('')
  })
  it('is thrown on by the step it happened in', async () => {
    await expect(step('Fails', () => Promise.reject(new Refusal('so')))).rejects.toThrow('so')
    await expect(step('Works', async () => ({ note: 'unchanged', skipped: true }))).resolves.toMatchObject({
      note: 'unchanged',
    })
  })
})

describe('an unknown command', () => {
  it('is refused with the list of the known ones', () => {
    const run = spawnSync(process.execPath, ['payload/start/start.ts', 'strat'], { encoding: 'utf8' })
    expect(run.status).toBe(1)
    expect(run.stderr).toContain('use start, dev, build, run')
  })
})
