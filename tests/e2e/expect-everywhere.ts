import { type APIRequestContext, type APIResponse, expect } from '@playwright/test'
import type { Desk } from './desk.ts'
import { siteUrl } from './house.ts'
import { type Sight, type Subject, surfaces } from './surfaces.ts'

type Asked = { name: string; sight: Sight }
type Seen = Asked & { status: number; location: string; etag: string; revision: string; body: string }

const ask = (request: APIRequestContext, { path, accept = 'text/html' }: Sight): Promise<APIResponse> =>
  request.get(path, { maxRedirects: 0, headers: { accept: path.startsWith('/api/') ? '*/*' : accept } })

/** Everything that a stranger can see of the article, asked for once. */
const look = (request: APIRequestContext, article: Subject): Promise<Seen[]> => lookAt(request, sightsOf(article))

const sightsOf = (article: Subject): Asked[] =>
  surfaces.flatMap(({ name, sights }) => sights(article).map((sight) => ({ name, sight })))

/** Those of the article's own addresses: a list names other articles as well. */
const ownSights = (article: Subject): Asked[] =>
  sightsOf(article).filter(({ sight }) => /^\/articles\/|^\/failures\/[^/]+$|^\/api\/v1\/articles\//.test(sight.path))

async function lookAt(request: APIRequestContext, asked: Asked[]): Promise<Seen[]> {
  return Promise.all(
    asked.map(async ({ name, sight }) => {
      const answer = await ask(request, sight)
      const { location = '', etag = '', 'x-revision': revision = '' } = answer.headers()
      // Each problem names its own request.
      const body = (await answer.text()).replace(/urn:request:[0-9a-f-]+/, '')
      return { name, sight, status: answer.status(), location: location.replace(siteUrl, ''), etag, revision, body }
    }),
  )
}

/** In words, what is not as it must be. */
function faultsOf(seen: Seen[]): string[] {
  return seen.flatMap(({ name, sight, status, location, body }) => {
    const where = `${name} ${sight.path}`
    return [
      ...(status === sight.status ? [] : [`${where}: ${status}, not ${sight.status}`]),
      ...(location === (sight.location ?? '') ? [] : [`${where}: leads to “${location}”, not to “${sight.location}”`]),
      ...sight.shows.filter((text) => !body.includes(text)).map((text) => `${where}: does not show ${text}`),
      ...sight.hides.filter((text) => body.includes(text)).map((text) => `${where}: shows ${text}`),
    ]
  })
}

/** What to read next is about other articles; it follows them once somebody looks. */
const nextInLine = /<section[^>]* id="page_onward"[\s\S]*?<\/section>/

/** What must stay equal to the byte where nothing has happened. */
const bytesOf = (seen: Seen[], withRevision: boolean) =>
  seen.map(({ name, sight, status, location, etag, revision, body }) => {
    const own = body.replace(nextInLine, '')
    return {
      ...{ name, path: sight.path, status, location, body: own, etag: own === body ? etag : '' },
      ...(withRevision ? { revision } : {}),
    }
  })

const owedPurges = async (desk: Desk): Promise<number> =>
  (
    await desk.query<{ owed: number }>(
      `select count(*)::int as owed from graphile_worker.jobs where task_identifier = 'purge'`,
    )
  )[0]?.owed ?? 0

const newestEntry = async (desk: Desk): Promise<number> =>
  Number((await desk.query<{ seq: string }>('select coalesce(max(seq), 0) as seq from publication.journal'))[0]?.seq)

const verbsSince = async (desk: Desk, seq: number): Promise<string[]> =>
  (
    await desk.query<{ verb: string }>(
      `select entry::jsonb ->> 'verb' as verb from publication.journal where seq > $1 order by seq`,
      [seq],
    )
  ).map(({ verb }) => verb)

export type Watch = { seq: number; seen: Map<Subject, Seen[]>; bystander: Seen[] }

const settled = (desk: Desk) => expect.poll(() => owedPurges(desk), { message: 'purges owed', intervals: [25] }).toBe(0)

/** What there is to see before an event; looking also fills every cache with it. */
export async function watch(desk: Desk, request: APIRequestContext, subjects: Subject[]): Promise<Watch> {
  await settled(desk)
  const seen = new Map<Subject, Seen[]>()
  for (const subject of subjects) seen.set(subject, await look(request, subject))
  return { seq: await newestEntry(desk), seen, bystander: await lookAt(request, ownSights(desk.bystander)) }
}

/**
 * Holds every surface against what the subjects should be after an event: the journal has these entries and no other, all
 * purges are done, and from then on the very first look is right everywhere, and the second. Without an entry nothing
 * may have moved by a byte. The bystander is as it was in any case.
 * @returns what there is to see before the next event
 */
export async function expectEverywhere(
  desk: Desk,
  request: APIRequestContext,
  before: Watch,
  verbs: string[],
): Promise<Watch> {
  await expect
    .poll(() => verbsSince(desk, before.seq), { message: 'entries in the journal', intervals: [25] })
    .toEqual(verbs)
  await settled(desk)
  const seen = new Map<Subject, Seen[]>()
  for (const [subject, seenBefore] of before.seen) {
    const first = await look(request, subject)
    expect(faultsOf(first), 'at the first look').toEqual([])
    if (verbs.length === 0) expect(bytesOf(first, true)).toEqual(bytesOf(seenBefore, true))
    seen.set(subject, first)
  }
  for (const [subject, first] of seen)
    expect(bytesOf(await look(request, subject), false), 'the second look').toEqual(bytesOf(first, false))
  const bystander = await lookAt(request, ownSights(desk.bystander))
  expect(faultsOf(bystander), 'another article').toEqual([])
  expect(bytesOf(bystander, false), 'another article').toEqual(bytesOf(before.bystander, false))
  expect(await verbsSince(desk, before.seq), 'entries in the journal, at the end').toEqual(verbs)
  return { seq: before.seq + verbs.length, seen, bystander }
}

/** Further places that an event must be seen at, or not. */
export async function expectSights(request: APIRequestContext, sights: Partial<Sight>[]): Promise<void> {
  const wanted = sights.map((sight) => ({ path: '/', status: 200, shows: [], hides: [], ...sight }))
  expect(
    faultsOf(
      await lookAt(
        request,
        wanted.map((sight) => ({ name: 'also', sight })),
      ),
    ),
    'also',
  ).toEqual([])
}
