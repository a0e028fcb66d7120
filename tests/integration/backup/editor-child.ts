import { createLocalReq } from 'payload'
import { cms } from '#payload/cms.ts'
import { closeReader } from '#platform/db.ts'
import { articleAt, articles } from '#publication/edition/index.ts'

/**
 * Reads a restored publication as readers do, then signs in as an editor and publishes: in a process of its own, because
 * a process knows one database. Prints what it saw.
 */
const { slug, editor, password, articleId } = JSON.parse(process.argv[2] ?? '{}')
const article = await articleAt(slug)
const list = await articles({ limit: 100 })
const payload = await cms()
const { user } = await payload.login({ collection: 'users', data: { email: editor, password } })
const req = await createLocalReq({ user: { ...user, collection: 'users' } as never }, payload)
await payload.update({
  collection: 'articles',
  id: articleId,
  data: { title: 'Written after the restore', _status: 'published' } as never,
  overrideAccess: false,
  req,
})
const after = await articleAt(slug)
await closeReader()
await payload.destroy()
process.stdout.write(`${JSON.stringify({ article, list, after })}\n`)
process.exit(0)
