import {
  type Announce,
  type JobRow,
  mostListed,
  type Purge,
  parsePayload,
  type Schedule,
  type Untouched,
} from '#platform/queue/index.ts'

const most = 3

/** A list in one line: its first three, and how many more there are. */
function shortened(parts: string[]): string {
  const more = parts.length - most
  return `${parts.slice(0, most).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function aboutPurges(purges: Purge[]): string {
  const newest = Math.max(...purges.map(({ seq }) => seq))
  const shown = [...new Set(purges.flatMap(({ paths, tags }) => (paths.length > 0 ? paths : tags)))]
  return `revision ${newest} on ${shortened(shown)}`
}

const aboutSchedules = (schedules: Schedule[]) =>
  shortened(schedules.map(({ change, articleId }) => `${change} ${articleId}`))

const aboutAnnouncements = (announcements: Announce[]) =>
  `tell the hub of ${shortened([...new Set(announcements.flatMap(({ feeds }) => feeds))])}`

/** What a job is about, in one line. */
function aboutJob({ task, items }: Pick<JobRow, 'task' | 'items'>): string {
  try {
    if (task === 'purge') return aboutPurges(items.map((item) => parsePayload('purge', item)))
    if (task === 'schedule') return aboutSchedules(items.map((item) => parsePayload('schedule', item)))
    if (task === 'announce') return aboutAnnouncements(items.map((item) => parsePayload('announce', item)))
  } catch {
    // Of another version of the program; its text is all there is to say.
  }
  return JSON.stringify(items).slice(0, 120)
}

const plural = (count: number) => `${count} ${count === 1 ? 'job' : 'jobs'}`

/** The list, one job after another. */
export function listInWords(rows: readonly JobRow[]): string {
  if (rows.length === 0) return 'No job waits or fails.'
  const parts = rows.map((row) =>
    [
      `${row.id}  ${row.task}  ${row.state}  ${aboutJob(row)}`,
      `    attempts ${row.attempts}, since ${row.since}, next run ${row.nextRun}`,
      ...(row.lastError ? [`    last error: ${(row.lastError.split('\n', 1)[0] ?? '').slice(0, 300)}`] : []),
    ].join('\n'),
  )
  const head =
    rows.length < mostListed ? plural(rows.length) : `The newest ${plural(rows.length)}; there may be older ones.`
  return [head, ...parts].join('\n')
}

/** Everything about one job. */
export function jobInWords(row: JobRow): string {
  return [
    `id        ${row.id}`,
    `task      ${row.task}`,
    `state     ${row.state}`,
    `about     ${aboutJob(row)}`,
    `attempts  ${row.attempts}`,
    `since     ${row.since}`,
    `next run  ${row.nextRun}`,
    `error     ${row.lastError ?? 'none'}`,
    `payload   ${JSON.stringify(row.items, null, 2).replaceAll('\n', '\n          ')}`,
  ].join('\n')
}

const reasons: Record<Untouched['why'], string> = {
  running: 'is being run by a worker at this moment: wait until it has ended, then look again',
  unknown: 'is not in the queue: it was done meanwhile, joined with another one, or never there',
}

/** One line for each job that was left as it is. */
export const leftInWords = (left: readonly Untouched[]): string[] =>
  left.map(({ id, why }) => `Job ${id} ${reasons[why]}.`)
