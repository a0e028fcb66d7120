import { describe, expect, it } from 'vitest'
import { reachGiven, withoutPassword } from '#payload/start/database.ts'
import {
  assembleEnvironment,
  buildEnvironment,
  embeddedUrls,
  hostInUrl,
  webVariables,
  workerVariables,
} from '#payload/start/environment.ts'
import type { Secrets } from '#payload/start/secrets.ts'
import { parseEnv } from '#platform/env.ts'

const long = (letter: string) => letter.repeat(64)
const secrets: Secrets = {
  payloadSecret: long('a'),
  internalSecret: long('b'),
  journalSigningKey: long('9'),
  setupToken: long('c').slice(0, 24),
  superuserPassword: long('d'),
  ownerPassword: long('e'),
  appPassword: long('f'),
  readerPassword: long('0'),
}
const base = {
  mode: 'production',
  port: 3001,
  dataFolder: '/x/.data',
  secrets,
  embedded: embeddedUrls(5555, secrets),
} as const

describe('the environment of web and worker', () => {
  it('is complete for the project with nothing given', () => {
    const env = parseEnv(assembleEnvironment({}, base))
    expect(env).toMatchObject({
      NODE_ENV: 'production',
      PORT: 3001,
      SITE_URL: 'http://localhost:3001',
      WEB_URLS: ['http://127.0.0.1:3001'],
      MEDIA_DIR: '/x/.data/media',
      CHECKPOINT_DIR: '/x/.data/checkpoints',
      JOURNAL_SIGNING_KEY: secrets.journalSigningKey,
      NEXT_DIST_DIR: '.next',
    })
    expect(env.DATABASE_URL).toContain('wbwh_app:')
    expect(env.OWNER_DATABASE_URL).toContain('wbwh_owner:')
    expect(env.READER_DATABASE_URL).toContain('wbwh_reader:')
  })
  it('keeps the key that signs the journal from the web process', () => {
    const variables = assembleEnvironment({ JOURNAL_SIGNING_KEY: long('8') }, base)
    expect(parseEnv(variables).JOURNAL_SIGNING_KEY).toBe(long('8'))
    expect(parseEnv(webVariables(variables)).JOURNAL_SIGNING_KEY).toBeUndefined()
    expect(JSON.stringify(webVariables(variables))).not.toContain(long('8'))
  })
  it.each([
    ['the embedded database', {}, base],
    ['a given one', { OWNER_DATABASE_URL: embeddedUrls(5432, secrets).owner }, { ...base, embedded: null }],
  ])('keeps the owner of %s from web and worker', (_what, given, assembly) => {
    const variables = assembleEnvironment({ DATABASE_URL: embeddedUrls(5432, secrets).app, ...given }, assembly)
    expect(parseEnv(variables).OWNER_DATABASE_URL).toContain(secrets.ownerPassword)
    for (const child of [webVariables(variables), workerVariables(variables)]) {
      // Blank, not absent: what is absent would be filled in from a file named .env.
      expect(child.OWNER_DATABASE_URL).toBe('')
      expect(parseEnv(child).OWNER_DATABASE_URL).toBeUndefined()
      expect(JSON.stringify(child)).not.toContain(secrets.ownerPassword)
    }
    expect(parseEnv(workerVariables(variables)).JOURNAL_SIGNING_KEY).toBe(secrets.journalSigningKey)
  })
  it('refuses a signing key that is none', () => {
    expect(() => parseEnv(assembleEnvironment({ JOURNAL_SIGNING_KEY: 'short' }, base))).toThrow(
      'JOURNAL_SIGNING_KEY must be 64 hexadecimal digits',
    )
  })
  it('takes what is given, and an empty variable as not given', () => {
    const env = assembleEnvironment({ SITE_URL: 'https://a.example', PAYLOAD_SECRET: '', HOST: '::1' }, base)
    expect(env.SITE_URL).toBe('https://a.example')
    expect(env.PAYLOAD_SECRET).toBe(secrets.payloadSecret)
    expect(env.WEB_URLS).toBe('http://[::1]:3001')
  })
  it('leaves a given database alone', () => {
    const env = assembleEnvironment({ DATABASE_URL: 'postgres://db/x' }, { ...base, embedded: null })
    expect(env.DATABASE_URL).toBe('postgres://db/x')
    expect(env).not.toHaveProperty('OWNER_DATABASE_URL')
  })
  it('sends the worker to loopback when the site listens everywhere', () => {
    expect(assembleEnvironment({ HOST: '0.0.0.0' }, base).WEB_URLS).toBe('http://127.0.0.1:3001')
    expect(hostInUrl('::1')).toBe('[::1]')
  })
  it('keeps development out of the production build folder', () => {
    expect(assembleEnvironment({}, { ...base, mode: 'development' })).toMatchObject({
      NODE_ENV: 'development',
      NEXT_DIST_DIR: '.next-dev',
    })
  })
})

describe('the environment of the build', () => {
  it('holds nothing of the real one, and satisfies the project', () => {
    const env = buildEnvironment(
      { DATABASE_URL: 'postgres://real', PAYLOAD_SECRET: 'real', SITE_URL: 'https://real.example' },
      '.next',
    )
    expect(JSON.stringify(env)).not.toContain('real')
    expect(() => parseEnv(env)).not.toThrow()
  })
})

describe('a given database', () => {
  it('is none when DATABASE_URL is not set', async () => {
    await expect(reachGiven({})).resolves.toBeNull()
  })
  it('is refused in one line without its password when nothing answers', async () => {
    const given = reachGiven({ DATABASE_URL: 'postgres://user:hunter2@no-such-host.invalid/db' })
    await expect(given).rejects.toThrow(/cannot be reached \(no such host\): start it, correct DATABASE_URL/)
    await expect(given).rejects.not.toThrow(/hunter2/)
  })
  it('is refused when its address is none', async () => {
    await expect(reachGiven({ DATABASE_URL: 'nonsense' })).rejects.toThrow('DATABASE_URL is not an address')
  })
  it('is named without its password', () => {
    expect(withoutPassword('postgres://u:p@h:1/d')).toBe('h:1/d')
    expect(withoutPassword('nonsense')).toBe('the address given')
  })
})
