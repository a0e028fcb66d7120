import type { APIRequestContext } from '@playwright/test'
import { expect } from '@playwright/test'
import pg from 'pg'
import { asNew, editorState, makeDraft, ownerUrl, setStatus, unique } from './house.ts'
import type { Subject } from './surfaces.ts'

type Place = { id: number; slug: string; name: string }

/** An editor with publisher's rights, two topics and two authors of their own, and a view of what is recorded. */
export type Desk = {
  api: APIRequestContext
  topics: [Place, Place]
  authors: [Place, Place]
  /** A published article that no event is about. */
  bystander: Subject
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>
  /** Takes everything away again that was made here. */
  close(): Promise<void>
}

const made = new WeakMap<Desk, number[]>()

async function makePlace(api: APIRequestContext, kind: 'topics' | 'authors'): Promise<Place> {
  const slug = `${kind.slice(0, -1)}-${unique()}`
  const name = `Name of ${slug}`
  const rest =
    kind === 'topics' ? { loadCase: 'seam', description: 'How it fails.', position: 900 } : { bio: 'Writes.' }
  const answer = await api.post(`/api/${kind}`, { data: { slug, name, ...rest } })
  expect(answer.status(), await answer.text()).toBe(201)
  return { id: (await answer.json()).doc.id, slug, name }
}

/** @param shared whether the bystander is under the topic and the author that events happen to */
export async function openDesk(shared = true): Promise<Desk> {
  const { api } = await asNew('publisher')
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 })
  const topics: Desk['topics'] = [await makePlace(api, 'topics'), await makePlace(api, 'topics')]
  const authors: Desk['authors'] = [await makePlace(api, 'authors'), await makePlace(api, 'authors')]
  const desk: Desk = {
    api,
    topics,
    authors,
    bystander: undefined as never,
    query: async (text, values = []) => (await pool.query(text, values)).rows,
    async close() {
      // Every test of the site sees what is left here, and the home page holds only so many.
      for (const id of made.get(desk) ?? []) await api.delete(`/api/articles/${id}?trash=true`)
      for (const { id } of topics) await api.delete(`/api/topics/${id}`)
      for (const { id } of authors) await api.delete(`/api/authors/${id}`)
      await pool.end()
      await api.dispose()
    },
  }
  made.set(desk, [])
  desk.bystander = await writePublished(desk, shared ? {} : { topics: [topics[1].id], authors: [authors[1].id] })
  if (!shared) Object.assign(desk.bystander, { topics: [topics[1].slug], authors: [authors[1].slug] })
  if (!shared) Object.assign(desk.bystander.now, { topics: [topics[1].slug], authors: [authors[1].slug] })
  return desk
}

/** What an editor's form sends for an article in which `mark` stands in every part that readers see. */
const valuesOf = (desk: Desk, mark: string, pictureId?: number) => ({
  title: `Title ${mark}`,
  deck: `Deck ${mark}`,
  slug: `event-${unique()}`,
  topics: [desk.topics[0].id],
  authors: [desk.authors[0].id],
  takeaways: [{ text: `Takeaway ${mark}` }],
  body: editorState(`Body ${mark}`, pictureId),
})

/** Has the desk take an article away in the end. */
const keep = (desk: Desk, id: number): void => void made.get(desk)?.push(id)

/** A subject for an article that is stored already and was never public. */
export async function subjectOf(desk: Desk, id: number, mark: string, slug: string): Promise<Subject> {
  keep(desk, id)
  const rows = await desk.query<{ public_id: string }>('select public_id from articles where id = $1', [id])
  const publicId = rows[0]?.public_id ?? ''
  const [topics, authors] = [[desk.topics[0].slug], [desk.authors[0].slug]]
  return { id, publicId, marks: [mark], slugs: [slug], topics, authors, now: { is: 'unknown' } }
}

/** A draft with a mark of its own. `more` is put over what the form would send. */
export async function writeDraft(desk: Desk, more: object = {}, pictureId?: number): Promise<Subject> {
  const mark = `mark${unique()}`
  const values = { ...valuesOf(desk, mark, pictureId), ...more }
  return subjectOf(desk, await makeDraft(desk.api, values), mark, values.slug)
}

export async function writePublished(desk: Desk, more: object = {}, pictureId?: number): Promise<Subject> {
  const subject = await writeDraft(desk, more, pictureId)
  await setStatus(desk.api, subject.id, 'published')
  await isPublic(desk, subject)
  return subject
}

type Public = Extract<Subject['now'], { is: 'public' }>

/**
 * Says that the article should be public from now on, with its newest mark and the next edition, unless told otherwise.
 * The digest is the database's, so that every surface is held against the very text that was recorded.
 */
export async function isPublic(desk: Desk, subject: Subject, more: Partial<Public> = {}): Promise<void> {
  const { now, marks, slugs, topics, authors } = subject
  const before = now.is === 'public' ? now : undefined
  const [mark = '', slug = ''] = [marks.at(-1), slugs.at(-1)]
  const edition = more.edition ?? (before?.edition ?? 0) + 1
  const places = { topics: before?.topics ?? topics.slice(0, 1), authors: before?.authors ?? authors.slice(0, 1) }
  const standing: Public = {
    is: 'public',
    mark,
    slug,
    ...places,
    ...more,
    edition,
    digest: '',
  }
  const text = 'select digest from publication.editions where article_id = $1 and number = $2'
  await expect
    .poll(async () => (await desk.query(text, [subject.publicId, edition]))[0]?.digest, {
      message: `edition ${edition} of ${subject.publicId} is recorded`,
      intervals: [25],
    })
    .toBeDefined()
  standing.digest = (await desk.query<{ digest: string }>(text, [subject.publicId, edition]))[0]?.digest ?? ''
  subject.now = standing
}

/** Sends a change of an article as a form does, and expects it to be taken. */
export async function change(desk: Desk, subject: Subject, data: object, query = ''): Promise<void> {
  const answer = await desk.api.patch(`/api/articles/${subject.id}${query}`, { data })
  expect(answer.status(), await answer.text()).toBe(200)
}

/** The newest version's text with a new mark in place of the newest one. */
export async function rewritten(desk: Desk, subject: Subject): Promise<object> {
  const stored = await (await desk.api.get(`/api/articles/${subject.id}?draft=true&depth=0&trash=true`)).json()
  const { title, deck, takeaways, body } = stored
  const mark = `mark${unique()}`
  const text = JSON.stringify({ title, deck, takeaways, body }).replaceAll(subject.marks.at(-1) ?? '', mark)
  subject.marks.push(mark)
  return JSON.parse(text)
}
