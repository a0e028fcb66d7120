import { beforeEach, describe, expect, it, vi } from 'vitest'
import { forEditors } from '#app/(payload)/api/for-editors.ts'

const handle = vi.fn(async () => new Response('asked'))
const ask = (path: string, cookie?: string) =>
  forEditors(handle)(new Request(`http://x${path}`, cookie === undefined ? {} : { headers: { cookie } }), {})

beforeEach(() => void handle.mockClear())

describe('the interface of the CMS', () => {
  it.each([
    '/api/access',
    '/api/users',
    '/api/users/1',
    '/api/media',
    '/api/articles/1',
    '/api/users/init/x',
    '/api/nothing',
  ])('says the same to whoever brings no session, and looks nothing up: %s', async (path) => {
    for (const cookie of [undefined, 'other=1', 'payload-token=', 'not-payload-token=x']) {
      const answer = await ask(path, cookie)
      expect(answer.status).toBe(403)
      expect(await answer.json()).toEqual({ errors: [{ message: 'You are not allowed to perform this action.' }] })
    }
    expect(handle).not.toHaveBeenCalled()
  })

  it.each(['/api/users/login', '/api/users/me', '/api/users/init', '/api/media/file/a.png', '/media/a.png'])(
    'lets a session begin, and files be seen: %s',
    async (path) => expect((await ask(path)).status).toBe(200),
  )

  it('is asked by whoever brings a session', async () => {
    for (const cookie of ['payload-token=x', 'a=b; payload-token=x; c=d'])
      expect(await (await ask('/api/access', cookie)).text()).toBe('asked')
  })
})
