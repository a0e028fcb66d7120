import pg from 'pg'
import type { Secrets } from '../secrets.ts'

type Client = Pick<pg.Client, 'query' | 'escapeLiteral'>

const roles = [
  // Makes what belongs to the project, its group roles included, and is no superuser.
  { name: 'wbwh_owner', rights: 'createrole', password: 'ownerPassword' },
  { name: 'wbwh_app', rights: 'nocreaterole', password: 'appPassword' },
  { name: 'wbwh_reader', rights: 'nocreaterole', password: 'readerPassword' },
] as const

/** Makes or corrects the three logins. What they may see is granted by the migrate command. */
export async function putLogins(client: Client, secrets: Secrets): Promise<void> {
  // A failing statement must not put a password into the log.
  await client.query('set log_min_error_statement = panic')
  for (const { name, rights, password } of roles) {
    const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [name])
    const verb = rowCount ? 'alter' : 'create'
    await client.query(`${verb} role ${name} login ${rights} password ${client.escapeLiteral(secrets[password])}`)
  }
}

/**
 * Makes a database of the owner's, if it is not there. Nobody but the three logins may connect to it.
 * @param template the database to copy
 */
export async function putDatabase(client: Client, name: string, template?: string): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
  const copy = template ? ` template ${pg.escapeIdentifier(template)}` : ''
  if (!rowCount) await client.query(`create database ${pg.escapeIdentifier(name)} owner wbwh_owner${copy}`)
  await client.query(`revoke all on database ${pg.escapeIdentifier(name)} from public`)
  await client.query(`grant connect, temporary on database ${pg.escapeIdentifier(name)} to wbwh_app`)
  await client.query(`grant connect on database ${pg.escapeIdentifier(name)} to wbwh_reader`)
}
