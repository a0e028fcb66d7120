import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildStamp, meaningOf } from '#payload/start/build.ts'
import { fileLock, lockFolder, readRun } from '#payload/start/folder-lock.ts'
import { isServerOf, postmasterOf, stopOrphan } from '#payload/start/postgres/orphan.ts'
import { beginOf, commandOf, isAlive, isGoneWithin } from '#payload/start/processes.ts'
import { rollingLog } from '#payload/start/rolling-log.ts'
import { keepSecrets } from '#payload/start/secrets.ts'
import { Refusal } from '#payload/start/terminal.mjs'

const folder = () => mkdtempSync(join(tmpdir(), 'start-'))

/** A process that does nothing until it is ended. */
async function sleeper() {
  const child = spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => {}, 1000)'], { detached: true })
  await once(child.stdout, 'data')
  return { pid: child.pid ?? 0, ended: once(child, 'exit'), end: () => child.kill('SIGKILL') }
}

describe('secrets', () => {
  it('are made once, kept, and for the owner’s eyes alone', () => {
    const file = join(folder(), 'secrets.json')
    const made = keepSecrets(file)
    expect(keepSecrets(file)).toEqual(made)
    expect(new Set(Object.values(made)).size).toBe(Object.keys(made).length)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })
  it('that are missing or broken are made anew, the others kept', () => {
    const file = join(folder(), 'secrets.json')
    const { payloadSecret, ...others } = keepSecrets(file)
    writeFileSync(file, JSON.stringify({ ...others, payloadSecret: '<not hexadecimal>' }))
    expect(keepSecrets(file)).toMatchObject(others)
    expect(keepSecrets(file).payloadSecret).not.toBe(payloadSecret)
  })
  it('in a file that is not JSON are refused', () => {
    const file = join(folder(), 'secrets.json')
    writeFileSync(file, '{"payloadSecret')
    expect(() => keepSecrets(file)).toThrow(Refusal)
    expect(readFileSync(file, 'utf8')).toBe('{"payloadSecret')
  })
})

describe('the lock of a folder', () => {
  it('is held by one, and free again after', () => {
    const file = join(folder(), 'lock')
    const held = fileLock(file)
    expect(fileLock(file)).toBeNull()
    held?.release()
    const again = fileLock(file)
    expect(again).not.toBeNull()
    again?.release()
  })
  it('refuses a second command and says who runs', async () => {
    const data = folder()
    const lock = await lockFolder(data, 'start')
    lock.record({ address: 'http://localhost:3000' })
    await expect(lockFolder(data, 'dev')).rejects.toThrow(`process ${process.pid} at http://localhost:3000`)
    lock.release()
    expect(readRun(data)).toBeNull()
  })
  it('ends what a killed supervisor has left, and nobody else', async () => {
    const data = folder()
    const [left, other] = [await sleeper(), await sleeper()]
    const children = [
      { pid: left.pid, begin: beginOf(left.pid) },
      { pid: other.pid, begin: 'some other time' },
    ]
    writeFileSync(join(data, 'run.json'), JSON.stringify({ pid: 1, isStopping: false, children }))
    const lock = await lockFolder(data, 'start')
    await left.ended
    expect(isAlive(other.pid)).toBe(true)
    other.end()
    await other.ended
    lock.release()
  })
})

describe('processes', () => {
  it('are told apart by their begin, and known to be gone', async () => {
    const one = await sleeper()
    expect(beginOf(one.pid)).not.toBe('')
    expect(commandOf(one.pid)).toContain('setInterval')
    expect(await isGoneWithin(one.pid, 0)).toBe(false)
    one.end()
    await one.ended
    expect(isAlive(one.pid)).toBe(false)
    expect(await isGoneWithin(one.pid, 0)).toBe(true)
  })
})

describe('a Postgres left over', () => {
  it('is recognised by its command line', () => {
    expect(isServerOf('/x/native/bin/postgres -D /y/.data/postgres -c a=b ', '/y/.data/postgres')).toBe(true)
    expect(isServerOf('/x/native/bin/postgres -D /y/.data/postgres-2 -c a=b ', '/y/.data/postgres')).toBe(false)
    expect(isServerOf('vim -D /y/.data/postgres ', '/y/.data/postgres')).toBe(false)
  })
  it('is not looked for where there is no pid file, or a broken one', async () => {
    const cluster = folder()
    expect(postmasterOf(cluster)).toBeNull()
    writeFileSync(join(cluster, 'postmaster.pid'), 'nonsense\n')
    expect(postmasterOf(cluster)).toBeNull()
    await expect(stopOrphan(cluster)).resolves.toBe(false)
  })
  it('leaves the process alone that has its number by now, and removes the pid file', async () => {
    const cluster = folder()
    const other = await sleeper()
    writeFileSync(join(cluster, 'postmaster.pid'), `${other.pid}\n${cluster}\n`)
    await expect(stopOrphan(cluster)).resolves.toBe(false)
    expect(isAlive(other.pid)).toBe(true)
    expect(postmasterOf(cluster)).toBeNull()
    other.end()
    await other.ended
  })
})

describe('the stamp of a build', () => {
  const project = () => {
    const root = folder()
    for (const path of ['app/a', 'payload/start', 'docs']) mkdirSync(join(root, path), { recursive: true })
    writeFileSync(join(root, 'app/a/page.tsx'), 'one')
    writeFileSync(join(root, 'tsconfig.json'), '{"compilerOptions":{"strict":true},"include":["a"]}')
    writeFileSync(join(root, 'package.json'), '{"imports":{},"scripts":{}}')
    return root
  }
  const changes: [string, string, boolean][] = [
    ['app/a/page.tsx', 'two', true],
    ['app/b.tsx', 'new', true],
    ['tsconfig.json', '{"compilerOptions":{"strict":false}}', true],
    ['tsconfig.json', '{"compilerOptions":{"strict":true},"include":["a",".next/types"]}', false],
    ['package.json', '{"imports":{},"scripts":{"x":"y"}}', false],
    ['docs/a.md', 'text', false],
    ['payload/start/start.ts', 'text', false],
    ['app/.hidden', 'text', false],
  ]
  it.each(changes)('%s = %s changes it: %s', (path, text, isChanged) => {
    const root = project()
    const before = buildStamp(root, '.next')
    writeFileSync(join(root, path), text)
    expect(buildStamp(root, '.next') !== before).toBe(isChanged)
  })
  it('is another one for another folder', () => {
    const root = project()
    expect(buildStamp(root, '.next')).not.toBe(buildStamp(root, '.next-test'))
    expect(meaningOf('app/x', Buffer.from('x'))).toEqual(Buffer.from('x'))
  })
})

describe('a rolling log', () => {
  it('starts anew when full and keeps the one before', () => {
    const file = join(folder(), 'log')
    const log = rollingLog(file, 10)
    for (const line of ['0123456789\n', 'b\n']) log.write(line)
    log.close()
    log.write('after\n')
    expect(readFileSync(file, 'utf8')).toBe('b\n')
    expect(readFileSync(`${file}.1`, 'utf8')).toBe('0123456789\n')
  })
})
