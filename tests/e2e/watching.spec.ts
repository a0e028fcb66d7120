import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, request, test } from '@playwright/test'
import pg from 'pg'
import { sign } from '#platform/internal-signature.ts'
import { parseExposition, seriesValue } from '../support/exposition.ts'
import { type FailingSite, nowhere, startFailingSite } from './failing-site.ts'
import {
  articleValues,
  asAdmin,
  asNew,
  client,
  makeDraft,
  ownerUrl,
  setStatus,
  setupToken,
  site as siteUnderTest,
  siteUrl,
  unique,
} from './house.ts'

const { E2E_DIST = '', E2E_METRICS = '{}' } = process.env
const ports: { web: number; worker: number } = JSON.parse(E2E_METRICS)
const secrets: Record<string, string> = JSON.parse(readFileSync(join(siteUnderTest.dataFolder, 'secrets.json'), 'utf8'))

const logOf = (name: 'web' | 'worker') => readFileSync(join(siteUnderTest.dataFolder, `logs/${name}.log`), 'utf8')
const metricsOf = async (name: 'web' | 'worker') =>
  parseExposition(await (await fetch(`http://127.0.0.1:${ports[name]}/metrics`)).text())

type Line = { msg?: string; requestId?: string; level?: number; err?: { type: string }; path?: string }
const linesOf = (text: string): Line[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

/** Fails when one of these, or something of the shape of a secret, stands in what was said. */
function expectSilence(said: string, hidden: Record<string, string>): void {
  for (const [name, value] of Object.entries(hidden)) {
    expect(value.length, name).toBeGreaterThan(7)
    for (const form of [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)])
      expect(said.includes(form), `${name} stands in the log`).toBe(false)
  }
  for (const shape of [/eyJ[\w-]{10,}/, /v1=[0-9a-f]{20}/, /[\w.+-]+@example\.org/, /payload-token=/])
    expect(shape.exec(said)?.[0]).toBeUndefined()
}

async function resetTokenOf(email: string): Promise<string> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  const { rows } = await owner.query('select reset_password_token as token from users where email = $1', [email])
  await owner.end()
  return rows[0]?.token ?? ''
}

test('health is answered, with the worker seen', async ({ request: anyone }) => {
  const live = await anyone.get('/api/health/live')
  expect([live.status(), await live.json()]).toEqual([200, { status: 'live' }])
  await expect
    .poll(async () => (await (await anyone.get('/api/health/ready')).json()).checks?.queue?.worker)
    .toBe('seen')
  const ready = await anyone.get('/api/health/ready')
  expect(ready.status()).toBe(200)
  expect(ready.headers()['cache-control']).toBe('no-store')
  expect((await ready.json()).checks).toMatchObject({ database: { status: 'up' }, migrations: { status: 'current' } })
  expect((await anyone.head('/api/health/ready')).status()).toBe(200)
  // Not Payload's.
  expect((await anyone.get('/api/health/other')).status()).toBe(404)
})

test('web and worker count what happens, in one registry each', async ({ request: anyone }) => {
  const before = await metricsOf('web')
  const { api } = await asNew('publisher')
  const mark = unique()
  const id = await makeDraft(api, await articleValues(api, mark))
  const shownBefore = seriesValue(await metricsOf('worker'), 'wbwh_publish_to_visible_seconds_count') ?? 0
  await setStatus(api, id, 'published')
  await expect
    .poll(async () => seriesValue(await metricsOf('worker'), 'wbwh_publish_to_visible_seconds_count') ?? 0)
    .toBeGreaterThan(shownBefore)
  expect((await anyone.get(`/articles/article-${mark}`)).status()).toBe(200)
  const after = await metricsOf('web')
  const moved = (name: string, labels: Record<string, string>) =>
    (seriesValue(after, name, labels) ?? 0) - (seriesValue(before, name, labels) ?? 0)
  expect(moved('wbwh_http_requests_total', { zone: 'api', method: 'PATCH', status: '200' })).toBeGreaterThanOrEqual(1)
  expect(moved('wbwh_page_renders_total', { route: 'articles' })).toBeGreaterThanOrEqual(1)
  expect(moved('wbwh_http_request_duration_seconds_count', { zone: 'page' })).toBeGreaterThanOrEqual(1)
  expect(seriesValue(after, 'wbwh_ready')).toBe(1)
  expect(seriesValue(after, 'wbwh_workers')).toBe(1)
  expect(seriesValue(after, 'nodejs_eventloop_lag_p99_seconds')).not.toBeNull()
  for (const name of ['web', 'worker'] as const) expectSilence(JSON.stringify((await metricsOf(name)).samples), secrets)
  await api.dispose()
})

test('the log says what happened under one id, and no secret', async () => {
  const admin = await asAdmin()
  const { api, account } = await asNew('author')
  const anyone = await client()
  const hidden: Record<string, string> = { ...secrets, setupToken, password: account.password }

  const wrong = await anyone.post('/api/users/login', { data: { email: account.email, password: 'a wrong password' } })
  hidden.wrongPassword = 'a wrong password'
  const right = await anyone.post('/api/users/login', { data: account })
  expect([wrong.status(), right.status()]).toEqual([401, 200])
  hidden.session = (await right.json()).token
  expect((await anyone.post('/api/users/forgot-password', { data: { email: account.email } })).status()).toBe(200)
  const token = await resetTokenOf(account.email)
  hidden.resetToken = token
  hidden.newPassword = `another ${unique()}`
  await anyone.get(`/admin/reset/${token}`)
  await anyone.get(`/articles/x?token=${token}`)
  const reset = (given: string) =>
    anyone.post('/api/users/reset-password', { data: { token: given, password: hidden.newPassword } })
  expect((await reset(`${token}0`)).status()).toBeGreaterThanOrEqual(400)
  const changed = await reset(token)
  expect(changed.status()).toBe(200)
  hidden.secondSession = (await changed.json()).token
  // A second first account, and an address that is taken: refusals with the whole body at hand.
  await anyone.post('/api/users/first-register', { data: { ...account, setupToken } })
  expect((await admin.post('/api/users', { data: { ...account, role: 'author' } })).status()).toBe(400)

  await makeDraft(admin, await articleValues(admin, unique()))
  // A statement that Postgres refuses, with values that must not be told.
  hidden.refusedValue = `never-told-${unique()}`
  const refused = await admin.post('/api/topics', {
    data: { name: `${hidden.refusedValue}\u0000`, slug: 'x', loadCase: 'seam', description: 'x' },
  })
  expect(refused.status()).toBeGreaterThanOrEqual(400)

  const body = JSON.stringify({ tags: ['list'], mode: 'stale' })
  const timestamp = String(Date.now())
  const signature = sign(secrets.internalSecret ?? '', timestamp, body)
  hidden.signature = signature
  const near = await request.newContext({ baseURL: siteUrl.replace('localhost', '127.0.0.1') })
  const order = (given: string) =>
    near.post('/internal/purge', {
      headers: { 'content-type': 'application/json', 'x-internal-timestamp': timestamp, 'x-internal-signature': given },
      data: body,
    })
  expect([(await order(signature)).status(), (await order(`${signature}0`)).status()]).toEqual([204, 401])
  hidden.cookie = `cookie-${unique()}${unique()}`
  hidden.authorization = `bearer-${unique()}${unique()}`
  const headers = {
    cookie: `payload-token=${hidden.cookie}; other=${hidden.cookie}`,
    authorization: `Bearer ${hidden.authorization}`,
  }
  for (const path of ['/', '/api/v1/articles', '/api/users/me', '/api/nothing/here']) await near.get(path, { headers })
  const last = await near.get('/api/users/me', { headers })

  const lastId = last.headers()['x-request-id']
  await expect.poll(() => logOf('web')).toContain(lastId)
  const said = logOf('web')
  expectSilence(said + logOf('worker'), hidden)
  const lines = linesOf(said)
  linesOf(logOf('worker'))

  const under = (answer: { headers(): Record<string, string> }) =>
    lines.filter(({ requestId }) => requestId === answer.headers()['x-request-id'])
  // One line of the door's, and one that Payload wrote from inside Next's bundle.
  expect(under(wrong).map(({ msg }) => msg)).toContain('a request')
  expect(under(wrong).some(({ err }) => err !== undefined)).toBe(true)
  expect(under(right).find(({ msg }) => msg === 'a request')).toMatchObject({ path: '/api/users/login', level: 30 })
  expect(under(last).find(({ msg }) => msg === 'a request')).toMatchObject({ level: 20 })
  expect(lines.some(({ path }) => path === '/admin/reset/[token]')).toBe(true)
  for (const one of [api, admin, anyone, near]) await one.dispose()
})

test('a database that is away: not ready, and its password is in no line', async () => {
  test.setTimeout(120_000)
  const password = `database-${unique()}${unique()}`
  const given = {
    PAYLOAD_SECRET: `payload-${unique()}`.repeat(3),
    INTERNAL_SECRET: `internal-${unique()}`.repeat(3),
    SETUP_TOKEN: `setup-${unique()}${unique()}`,
  }
  let site: FailingSite | undefined
  try {
    site = await startFailingSite(E2E_DIST, await nowhere(`a-login:${password}`), given)
    const api = await request.newContext({ baseURL: site.url, extraHTTPHeaders: { origin: site.url } })
    const ready = await api.get('/api/health/ready')
    expect([ready.status(), ready.headers()['retry-after']]).toEqual([503, '5'])
    expect(await ready.json()).toMatchObject({ status: 'not-ready', checks: { database: { status: 'down' } } })
    expect(await ready.text()).not.toMatch(/postgres|127\.0\.0\.1|ECONN|\d+\.\d+\.\d+/)
    expect((await api.get('/api/health/live')).status()).toBe(200)
    expect((await api.get('/articles/x')).status()).toBe(503)
    expect((await api.get('/api/v1/articles')).status()).toBe(503)
    const signIn = await api.post('/api/users/login', {
      data: { email: 'who@example.org', password: 'their password' },
    })
    expect(signIn.status()).toBeGreaterThanOrEqual(500)
    const said = site.output()
    expectSilence(said, { ...given, password, theirs: 'their password' })
    const lines = linesOf(said)
    const failed = lines.find(({ msg, path }) => msg === 'a request failed' && path === '/api/v1/articles')
    expect(failed).toMatchObject({ level: 40, requestId: expect.any(String) })
    expect(lines.some(({ msg }) => msg?.includes('this process is not ready'))).toBe(true)
    await api.dispose()
  } finally {
    await site?.stop()
  }
})
