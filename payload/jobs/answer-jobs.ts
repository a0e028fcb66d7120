import { parseArgs } from 'node:util'
import type pg from 'pg'
import { failingJobs, jobRow, jobRows, removeJobs, retryJobs } from '#platform/queue/index.ts'
import { isUnavailable } from '#publication/errors/index.ts'
import { Refusal } from '../start/terminal.mjs'
import { jobInWords, leftInWords, listInWords } from './job-words.ts'

const usage = `npm run jobs                       what waits, runs or fails, the newest first
npm run jobs -- --all              also what is scheduled for later
npm run jobs -- show ID            everything about one job
npm run jobs -- retry ID…          run these now, whatever their attempts
npm run jobs -- retry --all        run everything now that fails
npm run jobs -- remove ID… --yes   take these out for good`

/** What the operator reads, and whether something was refused. */
export type Said = { lines: string[]; isRefused?: boolean }

type Queue = Pick<pg.Pool, 'query'>

function parsed(argv: string[]) {
  try {
    const options = { all: { type: 'boolean', default: false }, yes: { type: 'boolean', default: false } } as const
    const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true })
    const [verb = 'list', ...ids] = positionals
    return { verb, ids: [...new Set(ids)], ...values }
  } catch (error) {
    throw new Refusal(`${(error as Error).message}\n\n${usage}`)
  }
}

function checkIds(ids: string[], verb: string): void {
  if (ids.length === 0) throw new Refusal(`Which job? Say its id: npm run jobs -- ${verb} 42. The list has the ids.`)
  const wrong = ids.filter((id) => !/^[1-9]\d{0,17}$/.test(id))
  if (wrong.length > 0) throw new Refusal(`“${wrong[0]}” is no id of a job: ids are numbers, as in the list.`)
}

async function show(queue: Queue, ids: string[]): Promise<Said> {
  checkIds(ids, 'show')
  const found = await Promise.all(ids.map(async (id) => ({ id, row: await jobRow(queue, id) })))
  const lines = found.map(({ id, row }) => (row ? jobInWords(row) : (leftInWords([{ id, why: 'unknown' }])[0] ?? '')))
  return { lines, isRefused: found.some(({ row }) => row === null) }
}

async function retry(queue: Queue, given: string[], isAll: boolean): Promise<Said> {
  if (isAll && given.length > 0) throw new Refusal('Either ids or --all, not both.')
  const ids = isAll ? await failingJobs(queue) : given
  if (isAll && ids.length === 0) return { lines: ['No job fails.'] }
  checkIds(ids, 'retry')
  const { done, left } = await retryJobs(queue, ids)
  const said = done.map((id) => `Job ${id} is due now. A worker takes it within seconds.`)
  return { lines: [...said, ...leftInWords(left)], isRefused: left.length > 0 }
}

async function remove(queue: Queue, ids: string[], isSure: boolean): Promise<Said> {
  checkIds(ids, 'remove')
  if (!isSure)
    throw new Refusal(
      `What these jobs owe would not happen: pages go on showing an old state for some minutes, a date is not kept. Look first (npm run jobs -- show ${ids[0]}); if that is what you want: npm run jobs -- remove ${ids.join(' ')} --yes`,
    )
  const { done, left } = await removeJobs(queue, ids)
  const said = done.map((id) => `Job ${id} is gone. What it owed will not happen.`)
  return { lines: [...said, ...leftInWords(left)], isRefused: left.length > 0 }
}

/**
 * Does what the command line says: list, show, retry, remove.
 * @param argv without Node and script
 * @throws Error, which `refusalInWords` puts into words
 */
export async function answerJobs(queue: Queue, argv: string[]): Promise<Said> {
  const { verb, ids, all, yes } = parsed(argv)
  if (verb === 'show') return show(queue, ids)
  if (verb === 'retry') return retry(queue, ids, all)
  if (verb === 'remove') return remove(queue, ids, yes)
  if (verb !== 'list' || ids.length > 0) throw new Refusal(`“${verb}” is no command.\n\n${usage}`)
  return { lines: [listInWords(await jobRows(queue, { withScheduled: all }))] }
}

/** A login that is refused, a database that is not there. */
const wrongAddress = /^(28|3D000)/

/** Why it could not be done, and what to do. */
export function refusalInWords(error: unknown): string {
  const { code = '', message } = error as { code?: string; message: string }
  if (error instanceof Refusal) return message
  if (code === '42P01' || code === '3F000') return 'The queue is not installed in this database. Run: npm run migrate'
  if (isUnavailable(error) || wrongAddress.test(code))
    return `The database cannot be reached (${code || 'no answer in time'}): start it, or correct DATABASE_URL.`
  return `The queue could not be asked: ${message}`
}
