import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTarget } from '#platform/door/target.ts'

const zone = (url: string) => {
  const target = readTarget(url)
  return target.kind === 'moved' ? 'moved' : target.zone
}

describe('readTarget', () => {
  it.each([
    ['/', 'page'],
    ['/articles/x?internal=1', 'page'],
    ['/administration', 'page'],
    ['/admin', 'admin'],
    ['/%61dmin/login', 'admin'],
    ['/api', 'api'],
    ['/api/media/file/x.png', 'upload'],
    ['/media/x.png', 'media'],
    ['/internal/purge', 'internal'],
    ['/%69nternal%2Fpurge', 'internal'],
    ['/_next/static/x.js', 'asset'],
    ['/errors/404', 'hidden'],
    ['/renditions/x/json', 'hidden'],
    ['/home/newest', 'hidden'],
    ['/journal-checkpoint', 'hidden'],
    ['/.well-known/journal-checkpoint', 'page'],
  ])('tells the zone of %s', (url, expected) => expect(zone(url)).toBe(expected))

  it.each([
    '/%',
    '/%ff',
    '/a%00b',
    '/a%0d%0aSet-Cookie:x',
    '/a\\b',
    '/%5Cb',
    '/a/../internal',
    '/%2e%2e/internal',
    '/.',
    'http://evil.example/',
    '*',
    '',
    '/x?a=%00',
  ])('refuses %j', (url) => expect(readTarget(url)).toMatchObject({ kind: 'refused', status: 400 }))

  it('refuses a long address', () => {
    expect(readTarget(`/${'a'.repeat(9000)}`)).toMatchObject({ kind: 'refused', status: 414 })
  })

  it.each([
    ['//evil.example/x', '/evil.example/x'],
    ['/%2f%2Fevil.example', '/evil.example'],
    ['/a//b?c=//d', '/a/b?c=//d'],
  ])('sends %s to one slash', (url, to) => expect(readTarget(url)).toEqual({ kind: 'moved', to }))

  it('never throws and never leads to another host', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const target = readTarget(`/${text}`)
        if (target.kind === 'moved') expect(target.to).toMatch(/^\/(?!\/)/)
        if (target.kind === 'open') expect(target.path).toMatch(/^\/(?!\/)/)
      }),
    )
  })
})
