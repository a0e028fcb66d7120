import { randomBytes } from 'node:crypto'
import { type APIRequestContext, type Browser, type BrowserContext, expect, type Page, request } from '@playwright/test'
import type { Role } from '#publication/policy/index.ts'
import { besideSite as beside, type Started } from './beside-site.ts'

/** What the browser tests know about the site that they run against. */

const { E2E_URL, E2E_SETUP_TOKEN, E2E_OWNER_URL, E2E_SITE } = process.env
if (!E2E_URL || !E2E_SETUP_TOKEN || !E2E_OWNER_URL || !E2E_SITE)
  throw new Error('E2E_URL, E2E_SETUP_TOKEN, E2E_OWNER_URL and E2E_SITE name the site under test: run npm test.')

export const siteUrl = E2E_URL
export const setupToken = E2E_SETUP_TOKEN
/** The owner's login in the site's database, for states that no form can bring about. */
export const ownerUrl = E2E_OWNER_URL
/** What the site was started with. */
export const site: Started = JSON.parse(E2E_SITE)

/** Runs a command of the project beside the running site; what it printed. */
export const besideSite = (command: string, ...words: string[]): Promise<string> => beside(site, command, words)

/** The article that holds every block at least twice, with its pictures. */
export const specimen = { folder: 'tests/support/kitchen-sink', slug: 'kitchen-sink' }

export type Account = { email: string; password: string; name: string }

/** The first account of the site, whichever test made it. */
export const chief: Account = {
  email: 'chief@example.org',
  password: 'correct horse battery staple',
  name: 'Chief',
}

/** Differs in every call: tests share one database and may run again on it. */
export const unique = (): string => randomBytes(4).toString('hex')

/** A client of the editors' API. The admin's cookie counts only with the site's own origin. */
export const client = (): Promise<APIRequestContext> =>
  request.newContext({ baseURL: siteUrl, extraHTTPHeaders: { origin: siteUrl } })

const logIn = (api: APIRequestContext, { email, password }: Account) =>
  api.post('/api/users/login', { data: { email, password } })

/** A client that is signed in as an admin; makes the first account where there is none. */
export async function asAdmin(): Promise<APIRequestContext> {
  const api = await client()
  const { initialized } = await (await api.get('/api/users/init')).json()
  const answer = initialized
    ? await logIn(api, chief)
    : await api.post('/api/users/first-register', { data: { ...chief, setupToken } })
  expect(answer.status(), await answer.text()).toBe(200)
  return api
}

/** A client that is signed in as a new account with this role, and the account. */
export async function asNew(role: Role): Promise<{ api: APIRequestContext; account: Account; id: number }> {
  const admin = await asAdmin()
  const account = { email: `${role}-${unique()}@example.org`, password: `${role} ${unique()}${unique()}`, name: role }
  const made = await admin.post('/api/users', { data: { ...account, role } })
  expect(made.status(), await made.text()).toBe(201)
  const { id } = (await made.json()).doc
  await admin.dispose()
  const api = await client()
  const answer = await logIn(api, account)
  expect(answer.status(), await answer.text()).toBe(200)
  return { api, account, id }
}

/** A browser in which the client's account is signed in. */
export async function browserAs(browser: Browser, api: APIRequestContext): Promise<BrowserContext> {
  return browser.newContext({ baseURL: siteUrl, storageState: await api.storageState() })
}

/** Until the admin's form answers: what is typed before is lost. Payload marks it for tests like these. */
export const formReady = (page: Page): Promise<void> => page.locator('form[data-form-ready=true]').first().waitFor()

const base = { version: 1, format: '', indent: 0, direction: null }
const paragraph = (text: string) => ({
  ...base,
  type: 'paragraph',
  textFormat: 0,
  textStyle: '',
  children: [{ type: 'text', version: 1, text, format: 0, mode: 'normal', style: '', detail: 0 }],
})
const breakBlock = (title: string) => ({
  type: 'block',
  version: 2,
  format: '',
  fields: { id: randomBytes(12).toString('hex'), blockType: 'break', title, shows: `shown: ${title}` },
})

/** An editor state: a paragraph, a break, and a picture where there is one. */
export function editorState(text: string, pictureId?: number): unknown {
  const picture = { type: 'upload', version: 3, format: '', id: randomBytes(12).toString('hex'), relationTo: 'media' }
  const children = [
    paragraph(text),
    breakBlock(`Break of ${text}`),
    ...(pictureId === undefined ? [] : [{ ...picture, value: pictureId, fields: {} }]),
  ]
  return { root: { ...base, type: 'root', children } }
}

/** Payload's id of the record with this slug. */
export async function idOf(api: APIRequestContext, collection: 'topics' | 'authors', slug: string): Promise<number> {
  const answer = await api.get(`/api/${collection}?where[slug][equals]=${slug}&limit=1&depth=0`)
  const id = (await answer.json()).docs?.[0]?.id
  expect(id, `${collection} ${slug} is among the seeds`).toBeDefined()
  return id
}

/** Everything that an article needs to be published. `mark` stands in every part that a reader could see. */
export async function articleValues(api: APIRequestContext, mark: string, pictureId?: number) {
  return {
    title: `Title ${mark} </script> & "é"`,
    deck: `Deck ${mark}`,
    slug: `article-${mark}`,
    topics: [await idOf(api, 'topics', 'scale')],
    authors: [await idOf(api, 'authors', 'editorial-desk')],
    takeaways: [{ text: `Takeaway ${mark}` }],
    body: editorState(`Body ${mark}`, pictureId),
  }
}

/** Stores a new article as a draft. Returns its id. */
export async function makeDraft(api: APIRequestContext, values: object): Promise<number> {
  const answer = await api.post('/api/articles?draft=true', { data: { ...values, _status: 'draft' } })
  expect(answer.status(), await answer.text()).toBe(201)
  return (await answer.json()).doc.id
}

/** Publishes or unpublishes an article, as the buttons of its form do. */
export async function setStatus(api: APIRequestContext, id: number, status: 'published' | 'draft'): Promise<void> {
  const answer = await api.patch(`/api/articles/${id}`, { data: { _status: status } })
  expect(answer.status(), await answer.text()).toBe(200)
}

const oneByOne = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** Uploads a picture of one pixel. */
export async function upload(api: APIRequestContext): Promise<{ id: number; filename: string }> {
  const answer = await api.post('/api/media', {
    multipart: {
      _payload: JSON.stringify({ alt: 'One point' }),
      file: { name: 'point.png', mimeType: 'image/png', buffer: Buffer.from(oneByOne, 'base64') },
    },
  })
  expect(answer.status(), await answer.text()).toBe(201)
  const { id, filename } = (await answer.json()).doc
  return { id, filename }
}
