import { randomBytes } from 'node:crypto'

/** An editor of the site under the drill, over plain HTTP. */
export type Editor = {
  send(method: string, path: string, body?: object | FormData): Promise<Record<string, unknown>>
}

const chief = { email: 'chief@example.org', password: 'correct horse battery staple', name: 'Chief' }

type Answer = { token?: string; doc?: Record<string, unknown>; docs?: Record<string, unknown>[] }

async function ask(url: string, method: string, body: object | undefined, token: string): Promise<Answer> {
  const isForm = body instanceof FormData
  const answer = await fetch(url, {
    method,
    headers: {
      origin: new URL(url).origin,
      ...(token ? { authorization: `JWT ${token}` } : {}),
      ...(isForm || !body ? {} : { 'content-type': 'application/json' }),
    },
    ...(body ? { body: isForm ? body : JSON.stringify(body) } : {}),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${url} answered ${answer.status}: ${text.slice(0, 300)}`)
  return JSON.parse(text)
}

/** Signs in as the one account of the drill; makes it first when a setup token is given. */
export async function signIn(site: string, setupToken?: string): Promise<Editor> {
  const path = setupToken ? 'first-register' : 'login'
  const { token = '' } = await ask(`${site}/api/users/${path}`, 'POST', { ...chief, setupToken }, '')
  if (!token) throw new Error(`${site} let nobody in.`)
  return {
    async send(method, to, body) {
      const { doc, docs } = await ask(`${site}${to}`, method, body, token)
      return doc ?? docs?.[0] ?? {}
    },
  }
}

const point = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const base = { version: 1, format: '', indent: 0, direction: null }
const textNode = (text: string) => ({ type: 'text', version: 1, text, format: 0, mode: 'normal', style: '', detail: 0 })

/** Publishes an article with a picture in it, twice. Returns its address and the picture's. */
export async function publishArticle(editor: Editor): Promise<{ path: string; picture: string }> {
  const form = new FormData()
  form.set('_payload', JSON.stringify({ alt: 'One point' }))
  form.set('file', new Blob([Buffer.from(point, 'base64')], { type: 'image/png' }), 'point.png')
  const picture = await editor.send('POST', '/api/media', form)
  const topic = await editor.send('GET', '/api/topics?where[slug][equals]=scale&depth=0')
  const author = await editor.send('GET', '/api/authors?where[slug][equals]=editorial-desk&depth=0')
  const id = randomBytes(12).toString('hex')
  const children = [
    { ...base, type: 'paragraph', textFormat: 0, textStyle: '', children: [textNode('Back\\slash and é.')] },
    { type: 'upload', version: 3, format: '', id, relationTo: 'media', value: picture.id, fields: {} },
  ]
  const slug = 'what-comes-back'
  const article = await editor.send('POST', '/api/articles', {
    title: 'What comes back </script> & "é"',
    deck: 'Before.',
    slug,
    topics: [topic.id],
    authors: [author.id],
    body: { root: { ...base, type: 'root', children } },
    _status: 'published',
  })
  await editor.send('PATCH', `/api/articles/${article.id}`, { deck: 'After.', _status: 'published' })
  return { path: `/articles/${slug}`, picture: `/media/${picture.filename}` }
}
