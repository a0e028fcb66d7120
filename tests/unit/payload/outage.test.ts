import { beforeEach, expect, it, vi } from 'vitest'
import { tellingOutages } from '#payload/outage.ts'
import { isDatabaseUp } from '#platform/outage.ts'

vi.mock('#platform/outage.ts', () => ({ isDatabaseUp: vi.fn() }))
const isUp = vi.mocked(isDatabaseUp)
beforeEach(() => {
  isUp.mockReset()
})

const ask = (status: number, path = '/api/articles/1', cookie = 'payload-token=x') => {
  const answer = async () => Response.json({ user: null }, { status })
  return tellingOutages(answer)(new Request(`http://localhost${path}`, { headers: { cookie } }))
}

it.each([401, 403, 500])('tells whoever is signed in of the outage, in place of %i', async (status) => {
  isUp.mockResolvedValueOnce(false)
  const answer = await ask(status)
  expect(answer.status).toBe(503)
  expect(answer.headers.get('retry-after')).toBe('5')
  expect(await answer.text()).toContain('The database does not answer')
})

it.each(['/api/users/me', '/api/users/refresh-token'])('does not say at %s that nobody is signed in', async (path) => {
  isUp.mockResolvedValueOnce(false)
  expect((await ask(200, path)).status).toBe(503)
})

it('leaves a refusal as it is while the database answers', async () => {
  isUp.mockResolvedValueOnce(true)
  expect((await ask(403)).status).toBe(403)
})

it.each([
  ['of somebody who is not signed in', 403, ''],
  ['that says nothing of rights', 400, 'payload-token=x'],
  ['that is good', 200, 'payload-token=x'],
])('does not ask the database about an answer %s', async (_what, status, cookie) => {
  expect((await ask(status, '/api/articles/1', cookie)).status).toBe(status)
  expect(isUp).not.toHaveBeenCalled()
})
