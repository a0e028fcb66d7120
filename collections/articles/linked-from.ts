import { sql } from 'drizzle-orm'
import type { Endpoint } from 'payload'
import { databaseOf } from '#platform/db.ts'
import { actorOf } from '../access.ts'
import { rowIdIn } from './endpoints/request.ts'

/** An article whose public text links here: Payload's id, for its page in the admin. */
export type LinkedFrom = { id: number; title: string }

/** `GET /api/articles/:id/linked-from`: `{ docs: LinkedFrom[] }`, by title, for those who are signed in. */
export const linkedFrom: Omit<Endpoint, 'root'> = {
  path: '/:id/linked-from',
  method: 'get',
  handler: async (req) => {
    if (actorOf(req) === null) return Response.json({ errors: [{ message: 'Sign in first.' }] }, { status: 401 })
    const id = rowIdIn(Number(req.routeParams?.id))
    if (id === null) return Response.json({ docs: [] })
    const { rows } = await databaseOf(req.payload).execute<LinkedFrom>(sql`
      select a.id, c.title from public.articles target
      join publication.current c on c.link_ids @> array[target.public_id]::text[] and c.article_id <> target.public_id
      join public.articles a on a.public_id = c.article_id
      where target.id = ${id} order by c.title, a.id`)
    return Response.json({ docs: rows.map((row) => ({ id: row.id, title: row.title })) })
  },
}
