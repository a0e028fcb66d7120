import { describe, expect, it } from 'vitest'
import minimumVersions from './minimum-versions.json' with { type: 'json' }
import { read } from './tree.ts'
import { isBefore, type LockFile, notLocked, notPinned, notSingle, notTogether, tooOld } from './version-findings.ts'

const lock: LockFile = JSON.parse(read('package-lock.json'))
const manifest = JSON.parse(read('package.json'))
/** Two copies of one of these do not know each other's objects. */
const single = ['react', 'react-dom', 'next', 'payload', 'drizzle-orm', 'lexical', 'graphql']

describe('installed versions', () => {
  it('are at or above the minimum table, every copy', () => {
    expect(tooOld(lock, minimumVersions)).toEqual([])
  })

  it('are written down exactly', () => {
    expect(notPinned(manifest)).toEqual([])
  })

  it('are the same for payload and all its packages', () => {
    expect(notTogether(lock, 'payload', /^@payloadcms\//)).toEqual([])
  })

  it('come in one copy where two would not fit together', () => {
    expect(notSingle(lock, single)).toEqual([])
  })

  it('come over https, checked by hash', () => {
    const packages = Object.entries(JSON.parse(read('package-lock.json')).packages as Record<string, Locked>)
    expect(
      packages
        .filter(([path, entry]) => path !== '' && !entry.link && !entry.inBundle && !isChecked(entry))
        .map(([path]) => path),
    ).toEqual([])
  })

  it('are all in the lock file, those for other machines too', () => {
    expect(notLocked(lock)).toEqual([])
  })

  it('have a table that says why and since when', () => {
    for (const { name, minimum, reason, dated } of minimumVersions) {
      expect(isBefore('0.0.0', minimum), name).toBe(true)
      expect(reason.length, name).toBeGreaterThan(20)
      expect(new Date(dated).toISOString().slice(0, 10), name).toBe(dated)
    }
  })
})

type Locked = { resolved?: string; integrity?: string; link?: boolean; inBundle?: boolean }

/** Without `resolved` npm takes the registry that it is set to; the hash holds either way. */
function isChecked({ resolved, integrity }: Locked): boolean {
  return integrity?.startsWith('sha512-') === true && (!resolved || resolved.startsWith('https://'))
}

describe('these checks', () => {
  it('find an optional package that the lock file lacks', () => {
    const lacking = {
      packages: {
        'node_modules/a': { version: '1.0.0', optionalDependencies: { 'a-linux': '1', 'a-mac': '1' } },
        'node_modules/a-linux': { version: '1.0.0' },
      },
    }
    expect(notLocked(lacking)).toEqual(['node_modules/a needs a-mac'])
  })

  const nested: LockFile = {
    packages: {
      '': { version: '0.0.1' },
      'node_modules/undici': { version: '7.18.2' },
      'node_modules/a/node_modules/undici': { version: '7.9.11' },
      'node_modules/alias': { name: 'undici', version: '7.18.2-rc.1' },
      'node_modules/payload': { version: '3.90.1' },
      'node_modules/@payloadcms/ui': { version: '3.90.2' },
      'node_modules/@payloadcms/ui/node_modules/undici-types': { version: '1.0.0' },
    },
  }

  it('see an old copy below another package, and under another name', () => {
    expect(tooOld(nested, [{ name: 'undici', minimum: '7.18.2', reason: 'A hole.', dated: '2026-11-22' }])).toEqual([
      'node_modules/a/node_modules/undici is 7.9.11, at least 7.18.2 is needed: A hole.',
      'node_modules/alias is 7.18.2-rc.1, at least 7.18.2 is needed: A hole.',
    ])
  })

  it.each([
    ['1.9.0', '1.10.0', true],
    ['1.10.0', '1.9.0', false],
    ['2.0.0', '2.0.0', false],
    ['2.0.0-beta.1', '2.0.0', true],
    ['2.0.1-beta.1', '2.0.0', false],
    ['2.0.0+build-7', '2.0.0', false],
  ])('see whether %s is before %s: %s', (version, other, expected) => {
    expect(isBefore(version, other)).toBe(expected)
  })

  it('refuse what is not a version', () => {
    expect(() => isBefore('latest', '1.0.0')).toThrow('is not a version')
  })

  it('see a second copy, and a missing one', () => {
    expect(notSingle(nested, ['undici', 'react', 'payload'])).toEqual([
      'undici has 3 copies: node_modules/undici, node_modules/a/node_modules/undici, node_modules/alias',
      'react has 0 copies: ',
    ])
  })

  it('see a package that left its family behind', () => {
    expect(notTogether(nested, 'payload', /^@payloadcms\//)).toEqual([
      'node_modules/@payloadcms/ui is 3.90.2, payload is 3.90.1',
    ])
  })

  it.each(['^1.0.0', '~1.0.0', '1.x', '*', 'latest', '>=1.0.0', 'npm:other@^1.0.0', 'git+https://example.org/x.git'])(
    'see that "%s" is no pin',
    (range) => {
      expect(notPinned({ devDependencies: { loose: range } })).toEqual([
        `loose: "${range}" in devDependencies is not one exact version`,
      ])
    },
  )

  it('let pins through', () => {
    expect(notPinned({ dependencies: { a: '1.0.0', b: '18.4.0-beta.17', c: 'npm:@scope/other@1.2.3' } })).toEqual([])
  })

  it.each([
    { resolved: 'http://example.org/a.tgz', integrity: 'sha512-x' },
    { resolved: 'https://example.org/a.tgz' },
    { resolved: 'git+ssh://git@github.com/a/b.git', integrity: 'sha512-x' },
    { integrity: 'sha1-x' },
  ])('see a package that comes in the open or without a hash: %o', (entry) => {
    expect(isChecked(entry)).toBe(false)
  })
})
