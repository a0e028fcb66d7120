import { randomBytes } from 'node:crypto'
import { bodyOf } from './factories.ts'

/** What an editor's browser gets back. `words` are what the editor reads when it was refused. */
export type Saved = { status: number; words: string; doc: Record<string, unknown> | null; ms: number }

const unique = (): string => randomBytes(4).toString('hex')
const account = { email: 'chief@example.org', password: 'correct horse battery staple', name: 'Chief' }

/** An editor who is signed in at one web process. */
export type Editor = {
  send(method: string, path: string, body?: object | FormData): Promise<Saved>
  /** Publishes a new article. `more` is put over what it would say. */
  publishNew(mark: string, more?: object): Promise<Article>
  /** Publishes this deck. */
  publish(article: Article, deck: string): Promise<Saved>
}

export type Article = { id: number; slug: string; path: string }

async function ask(
  origin: string,
  site: string,
  cookie: string,
  method: string,
  path: string,
  body?: object | FormData,
) {
  const begun = performance.now()
  const isForm = body instanceof FormData
  try {
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: { origin: site, cookie, ...(body && !isForm ? { 'content-type': 'application/json' } : {}) },
      body: body ? (isForm ? body : JSON.stringify(body)) : null,
      signal: AbortSignal.timeout(60_000),
    })
    const text = await response.text()
    let json: { doc?: Record<string, unknown>; errors?: { message?: string }[] } = {}
    try {
      json = JSON.parse(text)
    } catch {}
    const saved: Saved = {
      status: response.status,
      words: json.errors?.map(({ message }) => message ?? '').join(' ') ?? '',
      doc: json.doc ?? (response.ok ? (json as Record<string, unknown>) : null),
      ms: performance.now() - begun,
    }
    return { saved, cookies: response.headers.getSetCookie() }
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    return { saved: { status: 0, words, doc: null, ms: performance.now() - begun }, cookies: [] }
  }
}

/** @throws Error unless it was taken */
export function must(saved: Saved, what: string): Record<string, unknown> {
  if (saved.doc === null || saved.status >= 400) throw new Error(`${what} was answered ${saved.status}: ${saved.words}`)
  return saved.doc
}

/**
 * Signs in and sees to a topic and an author.
 * @param origin where the web process listens
 * @param site the configured origin, which the browser sends as `Origin`
 * @param setupToken with it the first account is made where there is none
 */
export async function signIn(origin: string, site: string, setupToken?: string): Promise<Editor> {
  const post = (way: string, body: object) => ask(origin, site, '', 'POST', `/api/users/${way}`, body)
  const first = setupToken ? await post('first-register', { ...account, setupToken }) : undefined
  const signed = first?.saved.status === 200 ? first : await post('login', account)
  must(signed.saved, 'Signing in')
  const cookie = signed.cookies.map((each) => each.split(';')[0]).join('; ')
  const send = async (method: string, path: string, body?: object | FormData) =>
    (await ask(origin, site, cookie, method, path, body)).saved

  async function record(collection: string, slug: string, values: object): Promise<number> {
    const found = must(await send('GET', `/api/${collection}?where[slug][equals]=${slug}&depth=0`), collection)
    const kept = (found.docs as { id: number }[] | undefined)?.[0]
    return Number(kept?.id ?? must(await send('POST', `/api/${collection}`, { slug, ...values }), collection).id)
  }
  const topic = await record('topics', 'load', { name: 'Load', loadCase: 'seam', description: 'How it runs.' })
  const author = await record('authors', 'desk', { name: 'The desk', bio: 'Writes.', links: [] })

  return {
    send,
    async publishNew(mark, more = {}) {
      const slug = `${mark}-${unique()}`
      const values = { title: `Title ${mark}`, deck: `Deck ${mark}`, slug, topics: [topic], authors: [author] }
      const body = bodyOf(`Text of ${mark}.\n\n:::break{#b1 title="It breaks"}\nSo.\n:::`)
      const doc = must(await send('POST', '/api/articles', { ...values, body, ...more, _status: 'published' }), mark)
      return { id: Number(doc.id), slug, path: `/articles/${slug}` }
    },
    publish: (article, deck) => send('PATCH', `/api/articles/${article.id}`, { deck, _status: 'published' }),
  }
}
