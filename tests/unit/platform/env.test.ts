import { describe, expect, it } from 'vitest'
import { parseEnv } from '#platform/env.ts'

const secret = 'x'.repeat(32)
const needed = { DATABASE_URL: 'postgres://a:b@localhost/c', PAYLOAD_SECRET: secret, INTERNAL_SECRET: secret }
const proxiesIn = (TRUSTED_PROXIES?: string) =>
  parseEnv({ ...needed, TRUSTED_PROXIES }).TRUSTED_PROXIES.map(([address, bits]) => `${address}/${bits}`)

describe('TRUSTED_PROXIES', () => {
  it('names nobody when it is not set', () => {
    expect([proxiesIn(), proxiesIn('')]).toEqual([[], []])
  })

  it('is a list of addresses and ranges of both families', () => {
    expect(proxiesIn('127.0.0.1, ::1,10.0.0.0/8 ,2001:db8::/32,::ffff:10.0.0.0/104')).toEqual([
      '127.0.0.1/32',
      '::1/128',
      '10.0.0.0/8',
      '2001:db8::/32',
      '10.0.0.0/8',
    ])
  })

  it.each(['nginx', '10.0.0.0/33', '10.0.0.1,', 'true', '0.0.0.0/0', '*'])('is refused at the start: %s', (value) => {
    const wrong = value.split(',').at(-1)
    expect(() => proxiesIn(value)).toThrow(
      `  TRUSTED_PROXIES must be addresses or ranges with commas, like 10.0.0.0/8 or 2001:db8::7, and "${wrong}" is neither`,
    )
  })
})

describe('WEBSUB_HUB_URL', () => {
  const hubIn = (WEBSUB_HUB_URL: string) => parseEnv({ ...needed, WEBSUB_HUB_URL }).WEBSUB_HUB_URL
  it('is a hub of the web, or none', () => {
    expect([hubIn('https://hub.example/?a=1'), hubIn('http://127.0.0.1:9/'), hubIn('')]).toEqual([
      'https://hub.example/?a=1',
      'http://127.0.0.1:9/',
      undefined,
    ])
  })

  it.each(['ftp://hub.example/', 'file:///etc/passwd', 'hub.example', 'javascript:alert(1)'])(
    'is refused at the start: %s',
    (value) => expect(() => hubIn(value)).toThrow('WEBSUB_HUB_URL must be an http(s) address'),
  )
})

describe('what one address may ask of the API', () => {
  it('is 600 requests a minute, 60 of them searches, unless it is set', () => {
    const { API_REQUESTS_PER_MINUTE, API_SEARCHES_PER_MINUTE } = parseEnv(needed)
    expect([API_REQUESTS_PER_MINUTE, API_SEARCHES_PER_MINUTE]).toEqual([600, 60])
    expect(parseEnv({ ...needed, API_SEARCHES_PER_MINUTE: '5' }).API_SEARCHES_PER_MINUTE).toBe(5)
  })

  it.each(['0', '-1', '1.5', 'many'])('is refused at the start: %s', (value) => {
    expect(() => parseEnv({ ...needed, API_REQUESTS_PER_MINUTE: value })).toThrow('API_REQUESTS_PER_MINUTE')
  })
})
