import { sql } from 'drizzle-orm'
import { type Database, roles } from '#platform/db.ts'

const readable = [
  'editions',
  'current',
  'findings',
  'addresses',
  'topics',
  'authors',
  'media',
  'revision',
  'checkpoints',
]
const derived = ['current', 'findings', 'addresses', 'topics', 'authors', 'media']

/** What each role may touch. The reader: public tables only. The app: no update or delete of editions, journal or checkpoints. The queue grants its own. */
const statements: Record<keyof typeof roles, (role: string) => string[]> = {
  reader: (role) => [
    `grant usage on schema publication to ${role}`,
    `grant select on ${readable.map((name) => `publication.${name}`).join(', ')} to ${role}`,
  ],
  app: (role) => [
    `grant usage on schema public, publication to ${role}`,
    `grant select, insert, update, delete on all tables in schema public to ${role}`,
    `grant usage, select on all sequences in schema public, publication to ${role}`,
    `grant select on all tables in schema publication to ${role}`,
    `grant insert on publication.editions to ${role}`,
    `grant insert, update, delete on ${derived.map((name) => `publication.${name}`).join(', ')} to ${role}`,
    `grant execute on function publication.journal_append(text) to ${role}`,
    `grant execute on function publication.checkpoint_add(text, text, text, text) to ${role}`,
  ],
}

/**
 * Gives the roles what they need, and nothing else. Runs as owner at every start, because tables come with migrations.
 * @returns the roles that exist and were served; a hosted database may not allow roles to be made
 */
export async function grantRoles(database: Database): Promise<string[]> {
  const served: string[] = []
  await database.execute(sql.raw('revoke all on schema publication from public'))
  for (const name of ['app', 'reader'] as const) {
    const role = roles[name]
    const found = await database.execute(sql`select 1 from pg_roles where rolname = ${role}`)
    if (found.rows.length === 0) continue
    for (const statement of statements[name](role)) await database.execute(sql.raw(statement))
    served.push(role)
  }
  return served
}
