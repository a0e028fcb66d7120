import type { Site } from './site.ts'

/** An account of the site that is measured, signed in. */
export type Editor = {
  /** Changes an article. Resolves with the time until the whole answer was there, ms. */
  patch(id: number, change: object, query?: string): Promise<number>
  articleId(slug: string): Promise<number>
}

const email = 'bench@example.org'

async function checked(answer: Response): Promise<Response> {
  if (answer.ok) return answer
  throw new Error(`${answer.url} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`)
}

/**
 * Signs in as the first account of the bench's own site, and makes it where there is none.
 * @throws Error when the site refuses
 */
export async function signIn({ port, url, setupToken }: Site): Promise<Editor> {
  const base = `http://127.0.0.1:${port}/api`
  const headers = { origin: url, 'content-type': 'application/json' }
  const account = { email, password: setupToken, name: 'Bench', setupToken }
  const { initialized } = await (await checked(await fetch(`${base}/users/init`, { headers }))).json()
  const answer = await fetch(`${base}/users/${initialized ? 'login' : 'first-register'}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(initialized ? { email, password: account.password } : account),
  })
  const cookie = (await checked(answer)).headers
    .getSetCookie()
    .map((each) => each.split(';', 1)[0])
    .join('; ')
  return {
    async patch(id, change, query = '') {
      const begun = performance.now()
      const answer = await fetch(`${base}/articles/${id}${query}`, {
        method: 'PATCH',
        headers: { ...headers, cookie },
        body: JSON.stringify(change),
      })
      await (await checked(answer)).arrayBuffer()
      return performance.now() - begun
    },
    async articleId(slug) {
      const query = `?where[slug][equals]=${slug}&limit=1&depth=0`
      const found = await (
        await checked(await fetch(`${base}/articles${query}`, { headers: { ...headers, cookie } }))
      ).json()
      return found.docs[0].id
    },
  }
}
