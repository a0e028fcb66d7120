import type { IncomingMessage } from 'node:http'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AddressRange, readRange } from '#platform/limits/address-range.ts'
import { limitKey } from '#platform/limits/client-address.ts'

const ranges = (...texts: string[]): AddressRange[] =>
  texts.map((text) => readRange(text)).filter((range) => range !== null)

/** The key of a request from `peer`. */
function keyOf(peer: string | undefined, forwardedFor?: string, trusted: AddressRange[] = [], others = {}): string {
  const headers = { ...(forwardedFor !== undefined && { 'x-forwarded-for': forwardedFor }), ...others }
  return limitKey({ socket: { remoteAddress: peer }, headers } as IncomingMessage, trusted)
}

const proxies = ranges('10.0.0.0/8', '2001:db8:ff::1')

describe('without trusted proxies', () => {
  it('no header is believed', () => {
    const others = { forwarded: 'for=198.51.100.1', 'x-real-ip': '198.51.100.1', via: '1.1 proxy' }
    expect(keyOf('203.0.113.7', '198.51.100.1', [], others)).toBe('203.0.113.7')
    expect(keyOf('127.0.0.1', '198.51.100.1', [], others)).toBe('127.0.0.1')
  })
})

describe('with trusted proxies', () => {
  it('a stranger cannot choose his address', () => {
    expect(keyOf('203.0.113.7', '198.51.100.1', proxies)).toBe('203.0.113.7')
    expect(keyOf('203.0.113.7', '198.51.100.1, 10.0.0.2', proxies)).toBe('203.0.113.7')
  })

  it.each([
    ['one proxy', '10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['a chain of proxies', '10.0.0.1', '198.51.100.1, 10.0.0.3, 2001:db8:ff::1', '198.51.100.1'],
    [
      'what the client sent itself, left of its address',
      '10.0.0.1',
      '192.0.2.9, 198.51.100.1, 10.0.0.3',
      '198.51.100.1',
    ],
    ['a trusted address that the client made up', '10.0.0.1', '10.9.9.9, 198.51.100.1', '198.51.100.1'],
    ['a proxy that speaks IPv6', '2001:db8:ff::1', '198.51.100.1', '198.51.100.1'],
    ['a proxy in mapped notation', '::ffff:10.0.0.1', '::ffff:198.51.100.1', '198.51.100.1'],
    ['ports', '10.0.0.1', '198.51.100.1:4711, [2001:db8:ff::1]:80', '198.51.100.1'],
    ['no header', '10.0.0.1', undefined, '10.0.0.1'],
    ['proxies alone', '10.0.0.1', '10.0.0.5, 10.0.0.3', '10.0.0.5'],
  ])('%s', (_, peer, forwardedFor, expected) => {
    expect(keyOf(peer, forwardedFor, proxies)).toBe(expected)
  })

  it.each(['', 'unknown', '_hidden', '127.1', '0x7f000001', '198.51.100.256', '[', '::1::', '1.2.3.4/8', '\0', '💥'])(
    'rubbish ends it at the last address that can be believed: %j',
    (rubbish) => {
      expect(keyOf('10.0.0.1', `192.0.2.9, ${rubbish}`, proxies)).toBe('10.0.0.1')
      expect(keyOf('10.0.0.1', `192.0.2.9,${rubbish},10.0.0.3`, proxies)).toBe('10.0.0.3')
    },
  )

  it('whatever stands left of the address that a proxy wrote changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (left) => {
        expect(keyOf('10.0.0.1', `${left}, 198.51.100.1`, proxies)).toBe('198.51.100.1')
      }),
    )
  })
})

describe('one client', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::ffff:cb00:7107', '203.0.113.7'],
    ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
    ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    [undefined, 'unknown'],
    ['', 'unknown'],
  ])('%s is %s', (peer, expected) => {
    expect(keyOf(peer)).toBe(expected)
  })

  it('is one /64, however its address is written', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const key = keyOf(address)
        expect(key).toMatch(/^([\da-f]{1,4}:){4}:\/64$|^(\d{1,3}\.){3}\d{1,3}$/)
        expect(keyOf(address.toUpperCase())).toBe(key)
      }),
    )
  })
})

describe('a range', () => {
  it.each(['10.0.0.0/8', '10.0.0.1', '2001:db8::/32', '::1', '::ffff:10.0.0.0/104', '0.0.0.0/1'])(
    'may be %s',
    (text) => {
      expect(readRange(text)).not.toBeNull()
    },
  )

  it.each(['', 'nginx', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/', '10.0.0/8', '/8', '2001:db8::/129', '10.0.0.1/8/8'])(
    'is not %j',
    (text) => expect(readRange(text)).toBeNull(),
  )

  it.each(['0.0.0.0/0', '::/0', '::ffff:0.0.0.0/96', '::ffff:0.0.0.0/95'])('is not everybody: %s', (text) => {
    expect(readRange(text)).toBeNull()
  })

  it('in mapped notation is one of IPv4, and one of IPv6 holds no IPv4', () => {
    expect(keyOf('10.0.0.1', '198.51.100.1', ranges('::ffff:10.0.0.0/104'))).toBe('198.51.100.1')
    expect(keyOf('10.0.0.1', '198.51.100.1', ranges('::/1'))).toBe('10.0.0.1')
  })
})
