import { z } from 'zod'

const purge = z.strictObject({
  /** Number of the journal entry that the readers' pages must have caught up with. */
  seq: z.int().min(0),
  /** Cache tags that went stale: `article:<id>`, `findings:<id>`, `topic:<id>`, `author:<id>`, `address:<path>`, `list`, `site`. */
  tags: z.array(z.string().min(1).max(2_048)),
  /** Paths to ask for until they show `seq`. */
  paths: z.array(z.string().regex(/^\/(?!\/)/, 'must be a path on this site, such as /articles/x')),
  /** True for what must not be shown once more, such as a withdrawn article: the page is dropped, not refreshed. */
  expire: z.boolean(),
  /** When the change was made, by the database's clock; stamped as the job is added. Jobs of earlier versions have none. */
  at: z.iso.datetime({ offset: true }).optional(),
})

const schedule = z.strictObject({
  /** Public id of the article, `a_…`. */
  articleId: z.string().regex(/^a_[0-9a-hjkmnp-tv-z]{26}$/),
  change: z.enum(['publish', 'unpublish']),
})

const checkpoint = z.strictObject({
  /** Number of the journal entry that is to be covered; what is signed is the head, which may have gone further. */
  seq: z.int().min(1),
})

const shareImage = z.strictObject({
  /** Public id of the article whose share image is to be there. */
  articleId: z.string().regex(/^a_[0-9a-hjkmnp-tv-z]{26}$/),
})

const announce = z.strictObject({
  /** Number of the journal entry that a feed must show before anybody is told of it. */
  seq: z.int().min(1),
  /** Addresses of feeds without the ending of a format, such as `/feeds/topics/scale`. */
  feeds: z.array(z.string().regex(/^\/feeds\/[a-z0-9-]+(\/[a-z0-9-]+)?$/, 'must be a feed, such as /feeds/all')),
})

/** Every job there is, with the form of its payload. The list is closed: a name that is not here cannot be queued. */
export const jobs = { purge, schedule, checkpoint, announce, 'share-image': shareImage } as const

export type JobName = keyof typeof jobs
export type JobPayload<Name extends JobName> = z.infer<(typeof jobs)[Name]>
export type Purge = JobPayload<'purge'>
export type Schedule = JobPayload<'schedule'>
export type Checkpoint = JobPayload<'checkpoint'>
export type ShareImage = JobPayload<'share-image'>
export type Announce = JobPayload<'announce'>

/** Name of the schema that graphile-worker keeps its tables in; never taken from the environment. */
export const queueSchema = 'graphile_worker'

/** What is owed stays owed: the largest number of attempts that graphile-worker can store (smallint). */
export const attemptsWithoutEnd = 32_767

/**
 * graphile-worker pauses e^attempts seconds after a failure: 2.7 s, 7.4 s, 20.1 s, 55 s … up to six hours. Counting no
 * further than three keeps a job from waiting longer than 20.1 s after whatever was down is back.
 */
export const countedAttempts = 3

/** Thrown when a job cannot be queued as given; the message says what to change. */
export class JobError extends Error {}

/**
 * Checks a payload against the form of its job.
 * @throws JobError naming each field that is wrong
 */
export function parsePayload<Name extends JobName>(name: Name, payload: unknown): JobPayload<Name> {
  const form: z.ZodType = jobs[name]
  const result = form.safeParse(payload)
  if (result.success) return result.data as JobPayload<Name>
  const problems = result.error.issues.map((issue) => `${issue.path.join('.') || 'payload'}: ${issue.message}`)
  throw new JobError(`The job ${name} has a payload that cannot be run. ${problems.join('; ')}`)
}
