import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { failuresAfter, restartDelayMs, settledMs } from '#payload/start/backoff.ts'
import { readOptions } from '#payload/start/options.ts'
import { isGoneWithin } from '#payload/start/processes.ts'
import { untilReady } from '#payload/start/ready.ts'
import { summary } from '#payload/start/summary.ts'
import { type Supervised, shownLine, supervise } from '#payload/start/supervised.ts'
import { keepUp, stopAll } from '#payload/start/supervisor.ts'
import { Refusal } from '#payload/start/terminal.mjs'

const supervised = (endings = 0): Supervised => ({
  name: 'web',
  isUp: () => true,
  endings: () => endings,
  stop: async () => {},
})

describe('starting again', () => {
  it('waits 1, 2, 4 … 30 seconds', () => {
    expect([1, 2, 3, 4, 5, 6, 60].map(restartDelayMs)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
  })
  it('forgets earlier failures after a minute up', () => {
    expect(failuresAfter(5, settledMs - 1)).toBe(6)
    expect(failuresAfter(5, settledMs)).toBe(1)
  })
})

describe('a process under supervision', () => {
  it('is heard, counted when it ends, and ended', async () => {
    const said: string[] = []
    const pids: number[] = []
    const ended = Promise.withResolvers<void>()
    const running = supervise({
      name: 'worker',
      args: ['-e', 'process.exit(3)'],
      env: { NODE_ENV: 'test' },
      onSpawn: (pid) => pids.push(pid),
      say: (line) => {
        said.push(line)
        ended.resolve()
      },
    })
    await ended.promise
    expect(running.isUp()).toBe(false)
    expect(running.endings()).toBe(1)
    expect(said).toEqual(['worker ended (exit code 3); starting it again in 1 s'])
    await running.stop()
    expect(pids).toHaveLength(1)
  })
  it('takes what it has started along when it stops', async () => {
    const pids: number[] = []
    const script =
      "const c = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']); process.on('SIGTERM', () => process.exit(0)); process.stderr.write(String(c.pid))"
    const child = Promise.withResolvers<number>()
    const running = supervise({
      name: 'web',
      args: ['-e', `${script}; process.stderr.write('\\n')`],
      env: { NODE_ENV: 'test' },
      logFile: '/dev/null',
      onSpawn: (pid) => pids.push(pid),
      say: (line) => child.resolve(Number(line.split('│')[1])),
    })
    const grandchild = await child.promise
    await running.stop()
    expect(await isGoneWithin(grandchild, 5000)).toBe(true)
  })
  it('shows warnings and worse, and of those the message alone', () => {
    expect(shownLine('{"level":30,"msg":"x"}', true)).toBeNull()
    expect(shownLine('{"level":40,"msg":"x","err":{"stack":"long"}}', false)).toBe('warn: x')
    expect(shownLine('{"level":"error","msg":"x"}', false)).toBe('error: x')
    expect(shownLine('a stack trace', true)).toBe('a stack trace')
    expect(shownLine('  ▲ Next.js', false)).toBeNull()
    expect(shownLine('', true)).toBeNull()
  })
  it('ends when its parent goes without a word', async () => {
    const child = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        "import { exitWithParent } from '#platform/parent.ts'; exitWithParent(); setInterval(() => {}, 1000); process.send('up')",
      ],
      { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], cwd: resolve(import.meta.dirname, '../../../..') },
    )
    await once(child, 'message')
    const ended = once(child, 'exit')
    child.disconnect()
    expect((await ended)[1]).toBe('SIGTERM')
  })
})

describe('readiness', () => {
  it('is an answer that is no server error', async () => {
    let asked = 0
    const server = createServer((_, response) => response.writeHead(++asked < 3 ? 503 : 200).end('page'))
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as { port: number }
    await untilReady(supervised(), `http://127.0.0.1:${port}/`, 10_000, 'web.log')
    expect(asked).toBe(3)
    server.close()
  })
  it('is refused when the process has ended, or the time is over', async () => {
    await expect(untilReady(supervised(1), 'http://127.0.0.1:9/', 10_000, 'web.log')).rejects.toThrow(
      'ended while starting',
    )
    await expect(untilReady(supervised(), 'http://127.0.0.1:9/', 1, 'web.log')).rejects.toThrow('did not answer')
  })
})

describe('stopping', () => {
  it('stops Postgres after everything else', async () => {
    const order: string[] = []
    const stoppable = (name: string, turns: number): Supervised => ({
      ...supervised(),
      stop: async () => {
        for (let turn = 0; turn < turns; turn++) await Promise.resolve()
        order.push(name)
      },
    })
    await stopAll([stoppable('web', 20), stoppable('worker', 1)], stoppable('postgres', 0))
    expect(order).toEqual(['worker', 'web', 'postgres'])
  })
  it('does not start Postgres again that was stopped', async () => {
    const ended = Promise.withResolvers<void>()
    const calls: string[] = []
    const kept = keepUp(
      {
        ended: () => ended.promise,
        restart: async () => void calls.push('restart'),
        stop: async () => {
          calls.push('stop')
          ended.resolve()
        },
      },
      (line) => calls.push(line),
    )
    await kept.stop()
    expect(calls).toEqual(['stop'])
  })
})

describe('the command line', () => {
  it('knows its modes and flags', () => {
    expect(readOptions(['start'], '/x', 7)).toEqual({ mode: 'start', dataFolder: '/x/.data', begunAt: 7, rest: [] })
    expect(readOptions(['run', '--begun', '5', 'a.ts', '--if-empty'], '/x', 7)).toMatchObject({
      begunAt: 5,
      rest: ['a.ts', '--if-empty'],
    })
    expect(readOptions(['start', '--data', '/var/y', '--begun', '5'], '/x', 7).dataFolder).toBe('/var/y')
  })
  it.each([[[]], [['strat']], [['start', 'x']], [['start', '--nonsense']], [['run']]])('refuses %j', (argv) => {
    expect(() => readOptions(argv, '/x', 7)).toThrow(Refusal)
  })
})

describe('the summary', () => {
  const all = { site: 'http://localhost:3000', tookMs: 4210, hasUsers: false, setupToken: 'token', logFolder: '/x' }
  it('says how the first admin is made, only while there is none', () => {
    expect(summary(all)).toContain('http://localhost:3000/admin/create-first-user\n  with the setup token token')
    expect(summary({ ...all, hasUsers: true })).not.toContain('token')
    expect(summary(all)).toContain('Up after 4.2 s')
  })
})
