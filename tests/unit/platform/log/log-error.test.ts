import { describe, expect, it } from 'vitest'
import { addressForLog } from '#platform/log-address.ts'
import { errorForLog, messageOf } from '#platform/log-error.ts'
import { scrubber, secretsOf } from '#platform/log-scrub.ts'

const secret = 'hunter2-hunter2'

describe('an error in the log', () => {
  it('has its kind, words, code, places and causes', () => {
    const cause = Object.assign(new TypeError('refused'), { code: 'ECONNREFUSED' })
    const logged = errorForLog(new Error('fetch failed', { cause }))
    expect(logged).toMatchObject({
      type: 'Error',
      message: 'fetch failed',
      cause: { type: 'TypeError', message: 'refused', code: 'ECONNREFUSED' },
    })
    expect(logged.stack).toMatch(/^\s+at /)
    expect(logged.stack).not.toContain('fetch failed')
  })

  it('has neither the values of a statement, nor the row of a conflict, nor what else hangs on it', () => {
    const driver = Object.assign(new Error('duplicate key value violates unique constraint "users_email_idx"'), {
      code: '23505',
      detail: `Key (email)=(${secret}) already exists.`,
      where: secret,
    })
    const failed = Object.assign(new Error(`Failed query: select 1\nparams: ${secret},\n    at ${secret}`), {
      params: [secret],
      query: 'select 1',
      config: { headers: { authorization: secret } },
      cause: driver,
    })
    const logged = errorForLog(new AggregateError([failed], 'several'))
    expect(JSON.stringify(logged)).not.toContain(secret)
    expect(logged.errors?.[0]).toMatchObject({ message: 'Failed query: select 1', cause: { code: '23505' } })
    expect(messageOf(failed)).toBe('Failed query: select 1')
  })

  it('ends, also when causes go round', () => {
    const error = new Error('round')
    error.cause = error
    expect(JSON.stringify(errorForLog(error)).length).toBeLessThan(50_000)
  })

  it('says what kind of thing was thrown when it was no error', () => {
    expect(errorForLog({ password: secret })).toEqual({ type: 'object', message: '' })
    expect(errorForLog('gone')).toEqual({ type: 'string', message: 'gone' })
  })
})

describe('the last look', () => {
  const secrets = secretsOf({
    PAYLOAD_SECRET: 'a "quoted" secret of the tests',
    SETUP_TOKEN: 'a setup token',
    DATABASE_URL: 'postgres://login:pass%20word-long@host:5432/x',
    PORT: 3000,
    MEDIA_DIR: '/somewhere/long/enough',
    SHORT_SECRET: 'x',
  })
  const scrub = scrubber(secrets)

  it('knows the secrets by their names and the passwords in addresses', () => {
    expect(secrets).toEqual(['a "quoted" secret of the tests', 'a setup token', 'pass%20word-long', 'pass word-long'])
  })

  it.each([
    [JSON.stringify({ msg: 'a "quoted" secret of the tests' }), '{"msg":"[redacted]"}'],
    ['password pass word-long is wrong', 'password [redacted] is wrong'],
    ['connect redis://someone:else@cache:6379 failed', 'connect redis://[redacted]@cache:6379 failed'],
    ['JWT eyJhbGciOiJIUzI1NiJ9.eyJpZCI6MX0.abc-_1', 'JWT [token]'],
    [`v1=${'0af3'.repeat(16)}`, 'v1=[signature]'],
    ['/admin/reset/0a1b2c and on', '/admin/reset/[token] and on'],
    ['to first.last+tag@mail.example.org.', 'to [e-mail].'],
  ])('takes the secret out of %s', (line, clean) => {
    expect(scrub(line)).toBe(clean)
  })

  it('leaves the line JSON', () => {
    const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJpZCI6MX0.abc'
    const parts = [
      '/admin/reset/abc',
      'postgres://a:b@c',
      jwt,
      `v1=${'0'.repeat(64)}`,
      'a@b.org',
      'a "quoted" secret of the tests',
    ]
    const msg = parts.map((part) => `"${part}"\\n`).join(' ')
    const { msg: clean } = JSON.parse(scrub(JSON.stringify({ msg })))
    for (const part of parts) expect(clean).not.toContain(part)
    expect(clean.match(/"/g)?.length).toBe(2 * parts.length)
  })

  it('leaves an ordinary line as it is, and is quick with a hostile one', () => {
    const line = '{"level":30,"path":"/articles/x","stack":"at f (node_modules/next@16.4.5/x.js:1:2)"}'
    expect(scrub(line)).toBe(line)
    const start = performance.now()
    scrub('a'.repeat(200_000))
    scrub('a@'.repeat(100_000))
    scrub('eyJ'.repeat(60_000))
    scrub('ab://'.repeat(40_000))
    expect(performance.now() - start).toBeLessThan(2_000)
  })
})

describe('an address in the log', () => {
  it.each([
    ['/articles/x?q=who@example.org#a', '/articles/x'],
    ['/admin/reset/0a1b2c3d?x=1', '/admin/reset/[token]'],
    ['/api/users/verify/0a1b2c3d', '/api/users/verify/[token]'],
    ['/api/users/reset-password', '/api/users/reset-password'],
  ])('%s is %s', (target, path) => {
    expect(addressForLog(target)).toBe(path)
  })

  it('is not longer than 512 characters', () => {
    expect(addressForLog(`/${'a'.repeat(100_000)}`)).toHaveLength(512)
  })
})
