import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { type DatabaseUrls, embeddedUrls } from './environment.ts'
import { type Cluster, openCluster } from './postgres/cluster.ts'
import { putDatabase, putLogins } from './postgres/logins.ts'
import { sleep } from './processes.ts'
import type { Secrets } from './secrets.ts'
import { Refusal } from './terminal.mjs'

const reachLimitMs = 5000
const leastVersion = 15
const embeddedName = 'wbwh'

/** An address without its password, for messages. */
export function withoutPassword(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url)
    return `${hostname}:${port || 5432}${pathname}`
  } catch {
    return 'the address given'
  }
}

function reasonOf(error: unknown): { text: string; isPassing: boolean } {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  // Starting up, shutting down, too many clients.
  if (['57P03', '57P01', '53300'].includes(code)) return { text: 'it is not ready', isPassing: true }
  const known: Record<string, string> = {
    ECONNREFUSED: 'connection refused',
    ENOTFOUND: 'no such host',
    EAI_AGAIN: 'no such host',
    '28P01': 'wrong password',
    '28000': 'login refused',
    '3D000': 'no such database',
  }
  if (known[code]) return { text: known[code], isPassing: code === 'ECONNREFUSED' }
  const text = error instanceof Error ? error.message : String(error)
  return { text: /timeout/i.test(text) ? `no answer in ${reachLimitMs / 1000} s` : text, isPassing: false }
}

async function versionAt(url: string, limitMs: number): Promise<number> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: limitMs, query_timeout: limitMs })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ server_version_num: string }>('show server_version_num')
    return Math.floor(Number(rows[0]?.server_version_num) / 10_000)
  } finally {
    await client.end().catch(() => {})
  }
}

/**
 * Makes sure that a Postgres answers there, within five seconds.
 * @param variable the one that holds the address, for the message
 * @throws Refusal
 */
export async function reach(url: string, variable: string): Promise<void> {
  if (!/^postgres(ql)?:\/\/\S+$/.test(url))
    throw new Refusal(
      `${variable} is not an address: it begins with postgres://, as in postgres://user:password@host:5432/name.`,
    )
  const end = Date.now() + reachLimitMs
  let reason = ''
  while (Date.now() < end) {
    try {
      const version = await versionAt(url, Math.max(1, end - Date.now()))
      if (version >= leastVersion) return
      throw new Refusal(`${variable} leads to Postgres ${version}: version ${leastVersion} or later is needed.`)
    } catch (error) {
      if (error instanceof Refusal) throw error
      const { text, isPassing } = reasonOf(error)
      reason = text
      if (!isPassing) break
      await sleep(250)
    }
  }
  throw new Refusal(
    `Postgres at ${withoutPassword(url)} cannot be reached (${reason}): start it, correct ${variable}, or unset DATABASE_URL to use the embedded one.`,
  )
}

/** Reaches the databases that the variables name. Returns null when DATABASE_URL is not set: the embedded one is meant. */
export async function reachGiven(variables: Record<string, string | undefined>): Promise<{ owner: string } | null> {
  const { DATABASE_URL, OWNER_DATABASE_URL, READER_DATABASE_URL } = variables
  if (!DATABASE_URL) return null
  await reach(DATABASE_URL, 'DATABASE_URL')
  if (OWNER_DATABASE_URL) await reach(OWNER_DATABASE_URL, 'OWNER_DATABASE_URL')
  if (READER_DATABASE_URL) await reach(READER_DATABASE_URL, 'READER_DATABASE_URL')
  return { owner: OWNER_DATABASE_URL || DATABASE_URL }
}

/** Starts the embedded cluster, with its logins and its database. */
export async function openEmbedded(
  dataFolder: string,
  secrets: Secrets,
): Promise<{ cluster: Cluster; urls: DatabaseUrls; note: string }> {
  mkdirSync(join(dataFolder, 'logs'), { recursive: true })
  const cluster = await openCluster({
    dataFolder,
    password: secrets.superuserPassword,
    logFile: join(dataFolder, 'logs/postgres.log'),
  })
  const client = new pg.Client({ connectionString: cluster.superuserUrl })
  client.on('error', () => {})
  try {
    await client.connect()
    await putLogins(client, secrets)
    await putDatabase(client, embeddedName)
  } catch (error) {
    await cluster.stop()
    throw error
  } finally {
    await client.end().catch(() => {})
  }
  return { cluster, urls: embeddedUrls(cluster.port, secrets, embeddedName), note: cluster.note }
}

/** Whether there is an account, or an article, trashed ones included; a database without the table has none. */
export async function hasAny(table: 'users' | 'articles', ownerUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: reachLimitMs })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ found: boolean }>(`select exists(select 1 from ${table}) as found`)
    return rows[0]?.found === true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '42P01') return false
    throw error
  } finally {
    await client.end().catch(() => {})
  }
}
