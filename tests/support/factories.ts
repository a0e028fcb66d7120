import { randomBytes } from 'node:crypto'
import { createLocalReq, type Payload, type PayloadRequest } from 'payload'
import { mdastToLexical } from '#collections/articles/mdast-to-lexical.ts'
import { parseDocument } from '#publication/article/index.ts'
import type { Role } from '#publication/policy/index.ts'

/** The command that test data is made by; stands in the journal as `system:test`. */
export const context = { actor: 'system:test' }

const unique = (): string => randomBytes(5).toString('hex')

const noMedia = {
  toId: (): number => {
    throw new Error('test bodies name no pictures')
  },
  articleId: (): number => {
    throw new Error('test bodies name no articles')
  },
}

/** An editor state from the Markdown of a body. */
export function bodyOf(markdown: string): unknown {
  const text = `---\ntitle: T\ndeck: D\nslug: t\ntopics: [t]\nauthors: [a]\n---\n\n${markdown}\n`
  return mdastToLexical(parseDocument(text, 'test.md').body, noMedia)
}

/** The same, with a picture at its end. */
export function bodyWith(pictureId: number, markdown: string): unknown {
  const body = structuredClone(bodyOf(markdown)) as { root: { children: object[] } }
  const id = randomBytes(12).toString('hex')
  const picture = { type: 'upload', version: 3, format: '', id, relationTo: 'media', value: pictureId, fields: {} }
  body.root.children.push(picture)
  return body
}

async function makeTopic(payload: Payload, values: { name?: string; slug?: string } = {}) {
  const slug = values.slug ?? `topic-${unique()}`
  return payload.create({
    collection: 'topics',
    data: {
      name: values.name ?? `Topic ${slug}`,
      slug,
      loadCase: 'seam',
      description: 'How it fails.',
      position: 1,
    } as never,
    context,
  })
}

async function makeAuthor(payload: Payload, values: { name?: string; slug?: string } = {}) {
  const slug = values.slug ?? `author-${unique()}`
  return payload.create({
    collection: 'authors',
    data: { name: values.name ?? `Author ${slug}`, slug, bio: 'Writes.', links: [] } as never,
    context,
  })
}

type Account = { id: number; email: string; role: Role; collection: 'users' }

export const password = 'correct horse battery staple'

/** An account; the first one of a database is made an admin, as everywhere. */
export async function makeAccount(payload: Payload, role: Role, setupToken?: string): Promise<Account> {
  const email = `${role}-${unique()}@example.org`
  const account = await payload.create({
    collection: 'users',
    data: { email, password, name: role, role, ...(setupToken ? { setupToken } : {}) } as never,
    context,
  })
  return { id: Number(account.id), email, role, collection: 'users' }
}

export type ArticleData = {
  title: string
  deck: string
  slug: string
  topics: number[]
  authors: number[]
  body: unknown
  [field: string]: unknown
}

/** Everything that an article needs, as an editor's form would send it. */
export async function articleData(payload: Payload, values: Partial<ArticleData> = {}): Promise<ArticleData> {
  const slug = values.slug ?? `article-${unique()}`
  return {
    title: `Title of ${slug}`,
    deck: 'What is at stake.',
    slug,
    topics: values.topics ?? [Number((await makeTopic(payload)).id)],
    authors: values.authors ?? [Number((await makeAuthor(payload)).id)],
    body: values.body ?? bodyOf('An opening.\n\n:::break{#b1 title="It breaks"}\nSo.\n:::'),
    ...values,
  }
}

/** A request as an editor's browser makes it: with an account, under access control. */
export async function requestOf(payload: Payload, user: Account | null): Promise<PayloadRequest> {
  return createLocalReq(user ? { user: user as never } : {}, payload)
}

/** The hooks of a collection as they run, to add one that fails. */
export function hooksOf(payload: Payload, collection: 'articles') {
  const found = payload.collections[collection]
  if (!found) throw new Error(`There is no collection ${collection}.`)
  return found.config.hooks
}
