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
  'plates',
  'changes',
  'corrections',
  'site',
  'listings',
  'article_heads',
  'article_texts',
  'word_trigrams',
]
const derived = ['current', 'findings', 'addresses', 'topics', 'authors', 'media', 'site']

/** What generated columns are made by, and what search asks with. */
const functions = [
  'words(text)',
  'plain_numbers(text)',
  'scale_words(text)',
  'asked(text)',
  'asked_all(tsquery)',
  'asked_any(tsquery)',
  'asked_scale(text)',
  'trigrams(text)',
  'told(text)',
]
const executeOn = functions.map((name) => `publication.${name}`).join(', ')

/** What each role may touch. The reader: public tables only. The app: no update or delete of editions, journal or checkpoints. The queue grants its own. */
const statements: Record<keyof typeof roles, (role: string) => string[]> = {
  reader: (role) => [
    `grant usage on schema publication to ${role}`,
    `grant select on ${readable.map((name) => `publication.${name}`).join(', ')} to ${role}`,
    `grant execute on function ${executeOn} to ${role}`,
  ],
  app: (role) => [
    `grant usage on schema public, publication to ${role}`,
    `grant select, insert, update, delete on all tables in schema public to ${role}`,
    `grant usage, select on all sequences in schema public, publication to ${role}`,
    `grant select on all tables in schema publication to ${role}`,
    `grant insert on publication.editions, publication.changes, publication.corrections to ${role}`,
    `grant insert, update (drawn_at) on publication.plates to ${role}`,
    `grant insert, update, delete on ${derived.map((name) => `publication.${name}`).join(', ')} to ${role}`,
    `grant execute on function ${executeOn} to ${role}`,
    `grant execute on function publication.journal_append(text) to ${role}`,
    `grant execute on function publication.checkpoint_add(text, text, text, text) to ${role}`,
  ],
}

/** Takes back what was given by hand, or by code of before; cascading, so that what was passed on cannot keep it. */
const tableRevocations = (schema: string, from: string): string[] => [
  `revoke all on all tables in schema ${schema} from ${from} cascade`,
  `revoke all on all sequences in schema ${schema} from ${from} cascade`,
]

const revocations = (from: string): string[] => [
  `revoke all on schema publication from ${from} cascade`,
  ...tableRevocations('publication', from),
  `revoke all on all routines in schema publication from ${from} cascade`,
]

type Found = { isOwner: boolean }

/** A role, and whether our tables are its own: then nothing can be kept from it, and revoking would stop what runs as owner. */
async function roleIn(database: Database, role: string): Promise<Found | undefined> {
  const { rows } = await database.execute<Found>(sql`
    select exists (select 1 from pg_namespace where nspname = 'publication' and nspowner = pg_roles.oid) as "isOwner"
    from pg_roles where rolname = ${role}`)
  return rows[0]
}

/**
 * Gives the roles what they need in the schema `publication`, and nothing else: what they or everybody had there is
 * revoked first, and what the reader had on tables of `public`. Runs as owner at every start, because tables come with
 * migrations, and in one transaction, so that nobody who reads meanwhile is refused.
 * @returns the roles that exist and were served; a hosted database may not allow roles to be made
 */
export async function grantRoles(database: Database): Promise<string[]> {
  return database.transaction(async (tx) => {
    const run = async (texts: string[]) => {
      for (const text of texts) await tx.execute(sql.raw(text))
    }
    const served: string[] = []
    await run(revocations('public'))
    for (const name of ['app', 'reader'] as const) {
      const role = roles[name]
      const found = await roleIn(tx, role)
      if (!found) continue
      if (!found.isOwner)
        await run([...revocations(role), ...(name === 'reader' ? tableRevocations('public', role) : [])])
      await run(statements[name](role))
      served.push(role)
    }
    return served
  })
}
