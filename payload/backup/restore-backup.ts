import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import type pg from 'pg'
import { knownMigrations } from '#platform/known-migrations.ts'
import { reasonOf } from '#platform/reason.ts'
import { migrateDatabase } from '../migrate-database.ts'
import { withoutPassword } from '../start/database.ts'
import { Refusal } from '../start/terminal.mjs'
import { asOwnerOf } from './connection.ts'
import { identityOf } from './database-identity.ts'
import { type Folder, folders } from './folders.ts'
import { beginLoading } from './load-tables.ts'
import type { Manifest } from './manifest.ts'
import { clearLeftovers, forgetAside, keepAside, moveToPlace, refuseFilled } from './place-files.ts'
import { readBackup } from './read-backup.ts'
import { contentIn, migrationsIn, queueMigrationsIn, quoted, schemas, tablesIn } from './schema.ts'

async function refuseForeignLogin(client: pg.Client, ownerUrl: string): Promise<void> {
  const { rows } = await client.query<{ may: boolean }>(
    `select has_database_privilege(current_database(), 'create') and not exists (
       select 1 from pg_class where relkind = 'r' and relnamespace = any(select oid from pg_namespace where nspname = any($1))
         and not pg_has_role(relowner, 'usage')) as may`,
    [schemas],
  )
  if (!rows[0]?.may)
    throw new Refusal(
      `The login of ${withoutPassword(ownerUrl)} does not own this database: set OWNER_DATABASE_URL to the login that runs the migrations.`,
    )
}

async function refuseRunningSite(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select application_name as name from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and application_name like 'wbwh-%' limit 1`,
  )
  if (rows[0])
    throw new Refusal(`The site runs on this database (${rows[0].name} is connected): stop web and worker first.`)
}

async function refuseContent(client: pg.Client, ownerUrl: string): Promise<void> {
  const table = await contentIn(client)
  if (table)
    throw new Refusal(
      `The database at ${withoutPassword(ownerUrl)} is not empty (${table} has rows), and a restore replaces nothing. Restore into an empty database: another one by OWNER_DATABASE_URL and DATABASE_URL, or another folder by --data, as docs/operating.md shows.`,
    )
}

/** Migrations that the other has run and this one does not know. */
const beyond = <T>(theirs: T[], ours: T[]): T[] => theirs.filter((one) => !ours.includes(one))

async function refuseOtherVersions(client: pg.Client, manifest: Manifest, file: string): Promise<void> {
  const [newer] = beyond(manifest.migrations, knownMigrations())
  if (newer)
    throw new Refusal(
      `${file} was made by a newer version (${manifest.software}): it has the migration ${newer}, which this code does not know. Restore it with that version, or a later one.`,
    )
  const [ahead] = beyond(await migrationsIn(client), manifest.migrations)
  if (ahead)
    throw new Refusal(
      `This database is migrated further than the backup (${ahead}): restore into a database without any table. The restore migrates it afterwards.`,
    )
}

async function refuseNewerQueue(client: pg.Client, manifest: Manifest, file: string): Promise<void> {
  const [newer] = beyond(manifest.queueMigrations, await queueMigrationsIn(client))
  if (newer !== undefined)
    throw new Refusal(
      `${file} was made by a newer version (${manifest.software}): its queue has the migration ${newer}. Restore it with that version, or a later one.`,
    )
}

/** What went wrong when the rows were in, or perhaps were: what has been restored stays. */
export class AfterCommitError extends Refusal {}

/** Whatever came before COMMIT is taken back; a COMMIT without an answer may have happened, and its files stay. */
async function commit(client: pg.Client): Promise<void> {
  try {
    await client.query('commit')
  } catch (error) {
    throw new AfterCommitError(
      `The database did not confirm the restore (${reasonOf(error)}). Run it again: it says whether the database is still empty.`,
    )
  }
}

function refuseBrokenJournal(problem: string, file: string): never {
  throw new Refusal(
    `The journal in this backup does not hold: ${problem}. Somebody has changed it, or the disk has. Take an older backup; if there is none, or this one is wanted all the same: npm run restore -- --despite-journal ${file}`,
  )
}

/** @returns what does not hold in the journal, when that was to be loaded all the same */
async function loadAll(client: pg.Client, manifest: Manifest, order: RestoreOrder): Promise<string | null> {
  const { file, ownerUrl } = order
  await client.query('begin')
  await client.query("select pg_advisory_xact_lock(hashtextextended('wbwh restore', 1))")
  // Asked again under the lock: two restores at once, or an account made in the meantime.
  await refuseContent(client, ownerUrl)
  const places = new Map<string, Folder>(folders().map((folder) => [folder.name, folder]))
  const database = await identityOf(client)
  for (const folder of places.values()) clearLeftovers(folder, database)
  let problem: string | null
  try {
    const loading = await beginLoading(client, manifest)
    const again = await readBackup(file, {
      table: (ref, body) => loading.load(ref, body),
      async file(name, fileName, body) {
        const folder = places.get(name)
        if (!folder) throw new Refusal(`${file} has a folder ${name} that this version does not know.`)
        await keepAside(folder, fileName, body)
      },
    })
    if (again.madeAt !== manifest.madeAt) throw new Refusal(`${file} was changed while it was read.`)
    problem = await loading.finish()
    if (problem !== null && !order.isDespiteJournal) refuseBrokenJournal(problem, file)
    for (const folder of places.values()) await moveToPlace(folder, manifest, database)
    await commit(client)
  } catch (error) {
    if (!(error instanceof AfterCommitError)) for (const folder of places.values()) clearLeftovers(folder, database)
    throw error
  }
  // Outside: whatever fails from here on must not take back files that are in use.
  for (const folder of places.values()) forgetAside(folder)
  return problem
}

export type RestoreOrder = {
  /** What DATABASE_URL is in this process, see `asOwner`. */
  ownerUrl: string
  /** Absolute path of the backup. */
  file: string
  /** Loads a backup whose journal does not hold, too. */
  isDespiteJournal?: boolean
}

/** Runs what has come since, in a process of its own: Payload ends the one in which a migration fails. */
async function migrateOn(): Promise<void> {
  const command = resolve(import.meta.dirname, '../commands/migrate.ts')
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', command], { stdio: 'inherit' })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error('a migration failed; what it said stands above')
}

/**
 * Puts a backup into an empty database and an empty folder. Everything is checked first; rows come in one transaction and
 * files move to their places just before its COMMIT, so that a restore that fails leaves both empty and can be repeated.
 * A backup of an older version is loaded into the tables of then, which are migrated afterwards.
 * @returns what was in it, and what does not hold in its journal (null when all does)
 * @throws Refusal when the backup or the place is not fit; nothing is changed then
 */
export async function restoreBackup(
  order: RestoreOrder,
): Promise<{ manifest: Manifest; journalProblem: string | null }> {
  const { ownerUrl, file } = order
  const manifest = await readBackup(file)
  const isOlder = await asOwnerOf(ownerUrl, 'wbwh-restore', async (client) => {
    await refuseForeignLogin(client, ownerUrl)
    await refuseRunningSite(client)
    await refuseContent(client, ownerUrl)
    await refuseOtherVersions(client, manifest, file)
    const database = await identityOf(client)
    for (const folder of folders()) refuseFilled(folder, database)
    return beyond(knownMigrations(), manifest.migrations).length > 0
  })
  await migrateDatabase(ownerUrl, isOlder ? manifest.migrations : undefined)
  const journalProblem = await asOwnerOf(ownerUrl, 'wbwh-restore', async (client) => {
    await refuseNewerQueue(client, manifest, file)
    return loadAll(client, manifest, order)
  })
  try {
    if (isOlder) await migrateOn()
    await asOwnerOf(ownerUrl, 'wbwh-restore', async (client) => {
      for (const table of await tablesIn(client)) await client.query(`analyze ${quoted(table)}`)
    })
  } catch (error) {
    throw new AfterCommitError(
      `The backup is restored, but the database was not brought to this version: ${reasonOf(error)}. The rows and the pictures are in and stay. Do away with the reason, then: npm run migrate`,
    )
  }
  return { manifest, journalProblem }
}
