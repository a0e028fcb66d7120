import { parseArgs } from 'node:util'
import { drizzle } from 'drizzle-orm/node-postgres'
import { LastingPool, poolLimits } from '#platform/db.ts'
import { env } from '#platform/env.ts'
import { reasonOf } from '#platform/reason.ts'
import { type DatabaseVerified, publicKeyOf, verifyDatabase } from '#publication/journal/index.ts'
import { readCheckpointFiles } from '../checkpoint-files.ts'

/**
 * Verifies the journal in the database: `node payload/commands/verify-journal.ts [--checkpoints PATH]… [--key KEY]…`.
 * Ends with 0 when it holds, 1 when it does not, 2 when it could not be looked at.
 */
const most = 40

const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

function faultLines({ faults }: DatabaseVerified): string[] {
  const lines = faults.kept
    .slice(0, most)
    .map(({ seq, problem }) => (seq === null ? `✗ ${problem}` : `✗ Entry ${seq}: ${problem}`))
  return faults.count > lines.length ? [...lines, `✗ … and ${faults.count - lines.length} more`] : lines
}

function summaryLines(verified: DatabaseVerified, pinned: string[]): string[] {
  const { entries, firstAt, lastAt, head, editions, keyIds } = verified
  const { checkpointsMatched, checkpointsGiven, checkpointsKept, coveredTo } = verified
  const span = entries > 0 ? `, ${firstAt} to ${lastAt}, head ${head.seq} ${head.hash}` : ''
  const known = `${checkpointsMatched} of ${checkpointsKept + checkpointsGiven} match (${checkpointsKept} in the database, ${checkpointsGiven} given)`
  const keys = keyIds.length > 0 ? `, signed with ${keyIds.join(', ')}` : ''
  const unpinned =
    keyIds.length > 0 && pinned.length === 0
      ? ['No key was pinned (--key): that they were signed shows only that each is by the key that it names itself.']
      : []
  const notKept =
    checkpointsGiven === 0
      ? [
          'No checkpoint kept elsewhere was given (--checkpoints): a journal made anew with its checkpoints, or cut at its end, would look the same.',
        ]
      : []
  const open =
    entries > coveredTo
      ? [`No checkpoint covers ${plural(entries - coveredTo, 'entry', 'entries')} after ${coveredTo}.`]
      : []
  return [
    `Journal      ${plural(entries, 'entry', 'entries')}${span}`,
    `Editions     ${editions} named by entries`,
    `Checkpoints  ${known}${keys}`,
    ...unpinned,
    ...notKept,
    ...open,
  ]
}

function ownKeyLine(): string {
  const { JOURNAL_SIGNING_KEY } = env()
  if (JOURNAL_SIGNING_KEY === undefined) return 'Public key   none here: JOURNAL_SIGNING_KEY is not set'
  const { publicKey, keyId } = publicKeyOf(JOURNAL_SIGNING_KEY)
  return `Public key   ${publicKey} (${keyId})`
}

async function run(): Promise<number> {
  const { values } = parseArgs({
    options: { checkpoints: { type: 'string', multiple: true }, key: { type: 'string', multiple: true } },
  })
  const pinned = values.key ?? []
  const wrong = pinned.find((key) => !/^[\w-]{43}$/.test(key))
  if (wrong !== undefined) throw new Error(`--key ${wrong} is no public key: it has 43 characters of base64url.`)
  const given = await readCheckpointFiles(values.checkpoints ?? [])
  const pool = new LastingPool({ ...poolLimits, connectionString: env().DATABASE_URL, max: 1 })
  try {
    const verified = await verifyDatabase(drizzle({ client: pool }), given, pinned)
    const isWhole = verified.faults.count === 0
    const verdict = isWhole ? 'It holds.' : `It does not hold: ${plural(verified.faults.count, 'fault')}.`
    const lines = [...faultLines(verified), ...summaryLines(verified, pinned), ownKeyLine(), verdict]
    process.stdout.write(`${lines.join('\n')}\n`)
    return isWhole ? 0 : 1
  } finally {
    await pool.end()
  }
}

try {
  process.exitCode = await run()
} catch (error) {
  process.stderr.write(`The journal was not verified: ${reasonOf(error)}\n`)
  process.exitCode = 2
}
