import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { handleEndpoints, type Payload } from 'payload'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeAccount, password } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'

const origin = 'http://localhost:3999'
const realPbkdf2 = crypto.pbkdf2
/** What was hashed: how often, and how many at the same moment. */
const hashing = { count: 0, now: 0, most: 0, isPretended: false, together: 1, parameters: new Set<string>() }
/** Pretended hashes that wait until `together` of them run at once: however slow the machine is, they do meet. */
let held: (() => void)[] = []

let publication: TestPublication
let payload: Payload
beforeAll(async () => {
  vi.spyOn(crypto, 'pbkdf2').mockImplementation((password, salt, iterations, bytes, digest, done) => {
    hashing.count += 1
    hashing.now += 1
    hashing.most = Math.max(hashing.most, hashing.now)
    hashing.parameters.add(`${iterations} ${bytes} ${digest}`)
    const end: typeof done = (error, key) => {
      hashing.now -= 1
      done(error, key)
    }
    if (hashing.isPretended) {
      held.push(() => setTimeout(end, 5, null, Buffer.alloc(bytes)))
      if (held.length < hashing.together) return
      for (const go of held) go()
      held = []
    } else realPbkdf2(password, salt, iterations, bytes, digest, end)
  })
  syncBuiltinESMExports()
  publication = await openPublication()
  payload = publication.payload
}, 120_000)
afterAll(async () => {
  vi.restoreAllMocks()
  syncBuiltinESMExports()
  await publication?.close()
})
beforeEach(() => {
  Object.assign(hashing, { count: 0, now: 0, most: 0, isPretended: false, together: 1 })
  held = []
  hashing.parameters.clear()
})

/** Asks the editors' API as a browser does. */
async function post(path: string, body: object) {
  const start = performance.now()
  const headers = { 'content-type': 'application/json', origin }
  const request = new Request(`${origin}/api/users/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  const answer = await handleEndpoints({ config: payload.config, request })
  return {
    status: answer.status,
    text: await answer.text(),
    headers: answer.headers,
    tookMs: performance.now() - start,
  }
}

const signIn = (email: string, given: string) => post('login', { email, password: given })
const nobody = (place = 0) => `nobody-${place}@example.org`

async function locked(): Promise<string> {
  const { id, email } = await makeAccount(payload, 'author')
  const lockUntil = new Date(Date.now() + 600_000).toISOString()
  await payload.db.updateOne({ collection: 'users', id, data: { lockUntil, loginAttempts: 8 } })
  return email
}

describe('signing in', () => {
  it('opens a session for the right password', async () => {
    const { email } = await makeAccount(payload, 'author')
    const answer = await signIn(` ${email.toUpperCase()} `, password)
    expect(answer.status, answer.text).toBe(200)
    expect(JSON.parse(answer.text).user).toMatchObject({ email, role: 'author' })
    expect(answer.text).not.toMatch(/"(hash|salt)"/)
    expect(answer.headers.get('set-cookie')).toMatch(/^payload-token=[^;]+;.*HttpOnly.*SameSite=Strict/)
  })

  it('refuses an unknown address, a wrong password and a locked account alike, after one hash and the same time', async () => {
    const { email } = await makeAccount(payload, 'author')
    const answers = []
    for (const [address, given] of [
      [nobody(), 'wrong'],
      [email, 'wrong'],
      [await locked(), password],
    ] as const) {
      hashing.count = 0
      answers.push({ ...(await signIn(address, given)), hashes: hashing.count })
    }
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 401, hashes: 1, text: answers[0]?.text })
      expect(answer.headers.get('set-cookie')).toBeNull()
      expect(answer.tookMs).toBeGreaterThan(990)
    }
    // Ours for accounts that are not there, Payload's for those that are: a difference would tell them apart.
    expect(hashing.parameters).toEqual(new Set(['600000 32 sha256']))
  })

  it('hashes no more than two at once', async () => {
    const { email } = await makeAccount(payload, 'author')
    Object.assign(hashing, { isPretended: true, count: 0, together: 2 })
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, place) => signIn(place % 2 ? email : nobody(place), 'x')),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]))
    expect(hashing.most).toBe(2)
    expect(hashing.count).toBe(12)
  })

  it('says so when too many wait, and goes on afterwards', async () => {
    hashing.isPretended = true
    const answers = await Promise.all(Array.from({ length: 80 }, (_, place) => signIn(nobody(place), 'x')))
    const turnedAway = answers.filter(({ status }) => status === 429)
    expect(turnedAway.length).toBeGreaterThan(0)
    expect(turnedAway[0]?.text).toContain('try again')
    expect(turnedAway[0]?.headers.get('retry-after')).toBe('30')
    expect(answers.filter(({ status }) => status === 401).length).toBe(80 - turnedAway.length)
    expect((await signIn(nobody(), 'x')).status).toBe(401)
  })

  it('says what is missing', async () => {
    expect(await signIn('', 'x')).toMatchObject({ status: 400 })
    expect(await signIn(nobody(), '')).toMatchObject({ status: 400 })
  })
})

describe('a new password', () => {
  it('is promised alike to an address with an account and to one without', async () => {
    const { email } = await makeAccount(payload, 'author')
    const [known, unknown] = await Promise.all([
      post('forgot-password', { email }),
      post('forgot-password', { email: nobody() }),
    ])
    expect(known).toMatchObject({ status: 200, text: unknown.text })
    for (const { tookMs } of [known, unknown]) expect(tookMs).toBeGreaterThan(990)
  })

  it('ends every other session of the account', async () => {
    const { id, email } = await makeAccount(payload, 'author')
    await signIn(email, password)
    await signIn(email, password)
    const sessions = () => publication.owner.query('select id from users_sessions where _parent_id = $1', [id])
    expect((await sessions()).rowCount).toBe(2)
    await payload.update({ collection: 'users', id, data: { password: 'another long password' } as never })
    expect((await sessions()).rowCount).toBe(0)
  })
})
