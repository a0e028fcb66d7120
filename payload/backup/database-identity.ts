import type pg from 'pg'

/** Which database of which server: the same after a restart, another after it was dropped and made again. */
export type DatabaseIdentity = { id: string; name: string }

/** Reads the identity as an ordinary owner can. Where a server keeps its identifier to itself, its address stands for it. */
export async function identityOf(client: Pick<pg.ClientBase, 'query'>): Promise<DatabaseIdentity> {
  const { rows } = await client.query<{ oid: string; name: string; address: string; may: boolean }>(
    `select oid::text, datname::text as name, coalesce(host(inet_server_addr()), 'socket') || ':' || current_setting('port') as address,
       has_function_privilege('pg_control_system()', 'execute') as may
     from pg_database where datname = current_database()`,
  )
  const [found] = rows
  if (!found) throw new Error('The database does not say which one it is.')
  if (!found.may) return { id: `${found.address}/${found.oid}`, name: found.name }
  const server = await client.query<{ id: string }>('select system_identifier::text as id from pg_control_system()')
  return { id: `${server.rows[0]?.id}/${found.oid}`, name: found.name }
}
