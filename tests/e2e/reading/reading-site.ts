import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { test as base, expect, type Page, type Response, request } from '@playwright/test'
import { besideSite, type Started } from '../beside-site.ts'
import { nowhere, startFailingSite } from '../failing-site.ts'
import { hasItsFaces } from './in-page.ts'
import { madeArticles } from './made-articles.ts'
import { type PageKind, pageKinds } from './page-kinds.ts'

const { E2E_READING = '{}', E2E_DIST = '' } = process.env

/** The site that readers' pages are looked at on; nothing but these tests writes there. */
const reading: Started & { url: string; setupToken: string } = JSON.parse(E2E_READING)

const account = { email: 'desk@example.org', password: 'correct horse battery staple', name: 'Desk' }

/** Publishes every block and the made articles; a second time nothing is changed. */
async function bringArticles(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'reading-'))
  try {
    await cp('tests/support/kitchen-sink/articles', join(folder, 'articles'), { recursive: true })
    // The seeds are to lead the lists, as they do for a reader of a new installation.
    const specimen = join(folder, 'articles/kitchen-sink.md')
    await writeFile(specimen, (await readFile(specimen, 'utf8')).replace('publishedAt: 2026-', 'publishedAt: 2020-'))
    for (const [file, text] of madeArticles) await writeFile(join(folder, 'articles', file), text)
    await besideSite(reading, 'content', ['import', folder])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function withdraw(slug: string): Promise<void> {
  const api = await request.newContext({ baseURL: reading.url, extraHTTPHeaders: { origin: reading.url } })
  const { initialized } = await (await api.get('/api/users/init')).json()
  const way = initialized ? 'login' : 'first-register'
  const signed = await api.post(`/api/users/${way}`, { data: { ...account, setupToken: reading.setupToken } })
  expect(signed.status(), await signed.text()).toBe(200)
  const { docs } = await (await api.get(`/api/articles?where[slug][equals]=${slug}&depth=0`)).json()
  const data = { _status: 'draft', withdrawalReason: 'It was made to be withdrawn.' }
  const answer = await api.patch(`/api/articles/${docs[0].id}`, { data })
  expect(answer.status(), await answer.text()).toBe(200)
  await expect.poll(async () => (await api.get(`/articles/${slug}`)).status()).toBe(410)
  await api.dispose()
}

/** Asks for every page until none changes any more: one that was marked stale is shown once more as it was. */
async function untilSettled(): Promise<void> {
  const paths = pageKinds.filter(({ from }) => from === 'sound').map(({ path }) => path)
  const tags = () => Promise.all(paths.map(async (path) => (await fetch(reading.url + path)).headers.get('etag')))
  await tags()
  await pause(1_500)
  let before = await tags()
  await expect(async () => {
    const now = await tags()
    const isSame = JSON.stringify(now) === JSON.stringify(before)
    before = now
    expect(isSame, 'pages are still being made').toBe(true)
  }).toPass({ intervals: [1_500], timeout: 30_000 })
}

/** Where each kind of page is answered. */
type Sites = { origins: Record<PageKind['from'], string>; stop(): Promise<void> }

async function openSites(): Promise<Sites> {
  const secrets = { PAYLOAD_SECRET: 'a'.repeat(40), INTERNAL_SECRET: 'b'.repeat(40), SETUP_TOKEN: 'c'.repeat(40) }
  // A database that answers, and has none of the tables: whoever reads there fails, and it is nobody's outage.
  const empty = new URL(reading.variables['READER_DATABASE_URL'] ?? '')
  empty.pathname = '/postgres'
  const [failing, away] = await Promise.all([
    startFailingSite(E2E_DIST, empty.href, secrets),
    startFailingSite(E2E_DIST, await nowhere('nobody:nothing'), secrets),
    bringArticles()
      .then(() => withdraw('withdrawn'))
      .then(untilSettled),
  ])
  return {
    origins: { sound: reading.url, failing: failing.url, away: away.url },
    stop: async () => void (await Promise.all([failing.stop(), away.stop()])),
  }
}

type Visit = (page: Page, kind: PageKind) => Promise<Response>

export const test = base.extend<{ visit: Visit; addressOf: (kind: PageKind) => string }, { sites: Sites }>({
  sites: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is needed here, and it is nothing.
    async ({}, use) => {
      const sites = await openSites()
      await use(sites)
      await sites.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  addressOf: async ({ sites }, use) => use(({ from, path }) => sites.origins[from] + path),
  /** Opens a page of this kind, with its own status and its fonts: on a slow first view it stands in local faces. */
  visit: async ({ addressOf }, use) =>
    use(async (page, kind) => {
      let answer = await page.goto(addressOf(kind))
      expect(answer?.status(), kind.name).toBe(kind.status)
      await page.evaluate(() => document.fonts.ready)
      if (!(await page.evaluate(hasItsFaces))) {
        // Pictures on their way would be given up, and that is a complaint.
        await page.waitForLoadState('networkidle')
        answer = await page.reload()
        expect(answer?.status(), kind.name).toBe(kind.status)
        await page.evaluate(() => document.fonts.ready)
      }
      if (!answer) throw new Error(`${kind.name} was not answered`)
      return answer
    }),
})

export { expect }
