import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { Refusal } from './terminal.mjs'

const names = [
  'payloadSecret',
  'internalSecret',
  'journalSigningKey',
  'setupToken',
  'superuserPassword',
  'ownerPassword',
  'appPassword',
  'readerPassword',
] as const

/** Made once for a folder; hexadecimal, so they need no quoting in an address or in SQL. */
export type Secrets = Record<(typeof names)[number], string>

function read(file: string): Record<string, unknown> {
  if (!existsSync(file)) return {}
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new Refusal(`${file} is not JSON: restore it, or delete it to make new secrets (that signs everybody out).`)
}

/**
 * The secrets kept in a file (mode 0600), those that are missing made now.
 * @throws Refusal when the file is not JSON
 */
export function keepSecrets(file: string): Secrets {
  const kept = read(file)
  const isGood = (value: unknown) => typeof value === 'string' && /^[0-9a-f]{24,}$/.test(value)
  const secrets = Object.fromEntries(
    names.map((name) => [
      name,
      isGood(kept[name]) ? kept[name] : randomBytes(name === 'setupToken' ? 12 : 32).toString('hex'),
    ]),
  ) as Secrets
  if (names.some((name) => kept[name] !== secrets[name])) {
    // Written aside and renamed, so that a kill cannot leave half a file.
    const aside = `${file}.${process.pid}`
    writeFileSync(aside, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
    renameSync(aside, file)
  }
  return secrets
}
