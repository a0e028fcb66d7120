import { join } from 'node:path'
import type { Secrets } from './secrets.ts'

/** Variables of a child process. */
export type Variables = { NODE_ENV: 'production' | 'development' | 'test'; [name: string]: string }

/** The three logins, as postgres:// addresses. */
export type DatabaseUrls = { owner: string; app: string; reader: string }

/** Addresses of the embedded cluster's logins. */
export function embeddedUrls(port: number, secrets: Secrets, database = 'wbwh'): DatabaseUrls {
  const url = (role: string, password: string) => `postgres://${role}:${password}@127.0.0.1:${port}/${database}`
  return {
    owner: url('wbwh_owner', secrets.ownerPassword),
    app: url('wbwh_app', secrets.appPassword),
    reader: url('wbwh_reader', secrets.readerPassword),
  }
}

function withoutEmpty(variables: Record<string, string | undefined>): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(variables)) if (value) kept[name] = value
  return kept
}

export type Assembly = {
  mode: 'production' | 'development'
  port: number
  /** Absolute path of the folder for data, `.data`. */
  dataFolder: string
  secrets: Secrets
  /** null: the database is given by the variables themselves. */
  embedded: DatabaseUrls | null
}

/** The environment of an installation: what was given wins, what is missing is filled in. Its commands get all of it. */
export function assembleEnvironment(given: Record<string, string | undefined>, assembly: Assembly): Variables {
  const { mode, port, dataFolder, secrets, embedded } = assembly
  const urls: Record<string, string> = embedded
    ? { DATABASE_URL: embedded.app, OWNER_DATABASE_URL: embedded.owner, READER_DATABASE_URL: embedded.reader }
    : {}
  const isAnywhere = !given.HOST || given.HOST === '0.0.0.0' || given.HOST === '::'
  return {
    // Not `localhost`: it may mean ::1 alone, where the worker would not look.
    HOST: 'localhost',
    SITE_URL: `http://localhost:${port}`,
    WEB_URLS: `http://${isAnywhere ? '127.0.0.1' : hostInUrl(given.HOST)}:${port}`,
    PAYLOAD_SECRET: secrets.payloadSecret,
    INTERNAL_SECRET: secrets.internalSecret,
    JOURNAL_SIGNING_KEY: secrets.journalSigningKey,
    SETUP_TOKEN: secrets.setupToken,
    MEDIA_DIR: join(dataFolder, 'media'),
    CHECKPOINT_DIR: join(dataFolder, 'checkpoints'),
    METRICS_PORT: '9464',
    WORKER_METRICS_PORT: '9465',
    NEXT_DIST_DIR: mode === 'production' ? '.next' : '.next-dev',
    ...withoutEmpty(given),
    ...urls,
    NEXT_TELEMETRY_DISABLED: '1',
    NODE_ENV: mode,
    PORT: String(port),
  }
}

/**
 * The same for the worker: only migrations and backups work as the owner, who could write the journal anew. Blank and not
 * left out, so that a file named .env does not fill it in again.
 */
export function workerVariables(variables: Variables): Variables {
  return { ...variables, OWNER_DATABASE_URL: '' }
}

/** The same for the web process: whoever takes it over must not be able to sign the journal either. */
export function webVariables(variables: Variables): Variables {
  return { ...workerVariables(variables), JOURNAL_SIGNING_KEY: '' }
}

/** A host as it stands in an address: IPv6 in brackets. */
export function hostInUrl(host = '127.0.0.1'): string {
  return host.includes(':') ? `[${host}]` : host
}

const unreachable = 'postgres://build:build@127.0.0.1:9/build'

/**
 * The environment of `next build`: valid, and good for nothing. A build must not depend on a database, a secret or an
 * origin, and a page that has `build.invalid` in it was made too early.
 */
export function buildEnvironment(given: Record<string, string | undefined>, distFolder: string): Variables {
  return {
    ...withoutEmpty(given),
    DATABASE_URL: unreachable,
    OWNER_DATABASE_URL: unreachable,
    READER_DATABASE_URL: unreachable,
    PAYLOAD_SECRET: 'build-'.repeat(8),
    INTERNAL_SECRET: 'build-'.repeat(8),
    SITE_URL: 'https://build.invalid',
    NEXT_DIST_DIR: distFolder,
    NEXT_TELEMETRY_DISABLED: '1',
    NODE_ENV: 'production',
  }
}
