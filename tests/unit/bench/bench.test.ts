import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { median, percentile, tableOf } from '#bench/figures.ts'
import { readWrk } from '#bench/load.ts'
import { ownConfiguration } from '#bench/nginx.ts'
import { readBenchOptions } from '#bench/options.ts'
import { childrenOf, cpuMsOf, processWith, rssMbOf } from '#bench/process-figures.ts'
import { areaOf, sumUp } from '#bench/profile-areas.ts'

describe('options', () => {
  it('takes all parts unless some are named, in their own order', () => {
    expect(readBenchOptions([])).toMatchObject({
      parts: ['publish', 'pages', 'api', 'memory', 'lighthouse', 'start'],
      saves: 50,
    })
    expect(readBenchOptions(['--begun', '1', '--only', 'api,publish', '--profile'])).toMatchObject({
      parts: ['publish', 'api'],
      isProfile: true,
    })
  })

  it.each([
    [['--only', 'speed'], 'Unknown part speed'],
    [['--saves', '0'], '--saves must be a whole number from 1 to 1000'],
    [['--seconds', 'many'], '--seconds must be'],
    [['--fast'], "Unknown option '--fast'"],
  ])('refuses %j', (argv, words) => {
    expect(() => readBenchOptions(argv)).toThrow(words)
  })
})

describe('figures', () => {
  it('takes percentiles by nearest rank', () => {
    const values = Array.from({ length: 20 }, (_, at) => 20 - at)
    expect([median(values), percentile(values, 0.95), percentile([7], 0.95)]).toEqual([10, 19, 7])
    expect(percentile([], 0.5)).toBeNaN()
  })

  it('prints a heading for each part, and a dash for what could not be measured', () => {
    const table = tableOf([
      { part: 'pages', name: 'home', value: 0.8164, unit: 'ms', aim: '≤ 1.2' },
      { part: 'pages', name: 'nginx', value: Number.NaN, unit: 'ms', note: 'not installed' },
      { part: 'JSON', name: 'list', value: 1234.4, unit: 'req/s' },
    ])
    expect(table.split('\n')).toEqual([
      '',
      'pages',
      '  home     0.816 ms  aim ≤ 1.2',
      '  nginx           –  not installed',
      '',
      'JSON',
      '  list   1234 req/s',
    ])
  })
})

describe('wrk', () => {
  const output = (more: string) => `  9012 requests in 3.00s, 90MB read\n${more}Requests/sec:   3001.5\n`
  it('is read', () => expect(readWrk(output(''))).toEqual({ requests: 9012, perSecond: 3001.5 }))
  it('does not count answers that failed', () => {
    expect(() => readWrk(output('  Non-2xx or 3xx responses: 9012\n'))).toThrow('Non-2xx or 3xx responses: 9012')
    expect(() => readWrk(output('  Socket errors: connect 0, read 3, write 0, timeout 0\n'))).toThrow('read 3')
    expect(() => readWrk('unable to connect')).toThrow('no figures')
  })
})

describe('nginx', () => {
  const deployed = readFileSync(resolve(import.meta.dirname, '../../../deploy/nginx.conf'), 'utf8')

  it('runs as it is deployed, but for addresses and folders', () => {
    const own = ownConfiguration(deployed, 'aside', 8123, 3123, false)
    expect(own).toContain('listen 127.0.0.1:8123;')
    expect(own).toContain('server 127.0.0.1:3123 max_fails=0;')
    expect(own).toContain('proxy_cache_path aside/pages levels=1:2')
    expect(own).toContain('proxy_cache_key "$scheme$request_uri|$encoding|$http_accept";')
    expect(own).not.toMatch(/app:3000|\/var\/cache|\/run\/nginx|user root/)
    expect(ownConfiguration(deployed, 'aside', 8123, 3123, true)).toContain('user root;')
  })

  it('refuses a configuration that it does not know, in place of measuring something else', () => {
    expect(() => ownConfiguration(deployed.replace('app:3000', 'web:3000'), 'aside', 1, 2, false)).toThrow(
      'adapt bench/nginx.ts',
    )
  })
})

describe('profiles', () => {
  it.each([
    ['node:internal/streams', 'node'],
    ['', 'V8 and native code'],
    ['node_modules/next/dist/server/base-server.js', 'next'],
    ['node_modules/next/dist/compiled/next-server/app-page-turbo.runtime.prod.js', 'next runtime, react in it'],
    ['node_modules/@payloadcms/drizzle/dist/find.js', 'drizzle'],
    ['node_modules/@payloadcms/richtext-lexical/dist/x.js', 'lexical'],
    ['node_modules/payload/dist/fields/x.js', 'payload'],
    ['node_modules/pg-protocol/dist/parser.js', 'pg'],
    ['node_modules/lru-cache/dist/index.js', 'lru-cache'],
    ['platform/door/finish.ts', 'ours: platform/door'],
    ['.next-bench/server/chunks/x.js', 'bundle without a source map'],
  ])('counts %s to %s', (source, area) => expect(areaOf(source)).toBe(area))

  it('sums self time up, without idle time and without what another process took', () => {
    const frame = (functionName: string, url: string) => ({ functionName, url, lineNumber: 0, columnNumber: 0 })
    const nodes = [
      { id: 1, callFrame: frame('(idle)', '') },
      { id: 2, callFrame: frame('query', 'pg') },
      { id: 3, callFrame: frame('(garbage collector)', '') },
    ]
    const profile = { nodes, samples: [1, 2, 2, 3], timeDeltas: [9_000, 200, 50_000, 100] }
    const { areas, functions } = sumUp(profile, () => ({ source: 'node_modules/pg/lib/client.js', line: 4 }))
    expect(areas).toEqual([
      { name: 'pg', ms: 0.7 },
      { name: '(garbage collector)', ms: 0.1 },
    ])
    expect(functions[0]?.name).toBe('query node_modules/pg/lib/client.js:5')
  })
})

it('knows what a process uses', () => {
  expect(cpuMsOf(process.pid)).toBeGreaterThan(0)
  expect(rssMbOf(process.pid)).toBeGreaterThan(10)
  expect(childrenOf(process.ppid)).toContain(process.pid)
  expect(processWith([process.pid], 'no such file')).toBeUndefined()
})
