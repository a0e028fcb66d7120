import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { answerApi } from '#app/api/v1/router.ts'
import { articleData } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { savesOf } from '../publishing/saves.ts'

let publication: TestPublication
beforeAll(async () => {
  publication = await openPublication()
}, 120_000)
afterAll(() => publication?.close())

async function ask(path: string) {
  const { status, headers, body } = await answerApi({
    method: 'GET',
    path: `/api/v1/articles/${path}`,
    search: '',
    requestId: 'an-id',
  })
  return { status, headers, body: body ? JSON.parse(String(body)) : null }
}

it('an edition is for good under the id of its article, as anything else under a slug, and gone with a withdrawal', async () => {
  const { create, update, publicId } = savesOf(publication.payload)
  const data = await articleData(publication.payload)
  const doc = await create({ ...data, _status: 'published' })
  const id = await publicId(doc)
  const byId = await ask(`${id}/editions/1`)
  const bySlug = await ask(`${data.slug}/editions/1`)
  expect(bySlug.body).toEqual(byId.body)
  expect(byId.headers['Cache-Control']).toBe('public, max-age=31536000, s-maxage=60, immutable')
  expect(bySlug.headers['Cache-Control']).not.toContain('immutable')
  const { canonical, digest } = byId.body as { canonical: string; digest: string }
  expect(`sha256-${createHash('sha256').update(canonical).digest('hex')}`).toBe(digest)

  await update(doc.id, { slug: `${data.slug}-b`, title: 'Second', _status: 'published' })
  expect((await ask(`${id}/editions/1`)).body).toEqual(byId.body)
  const moved = await ask(`${data.slug}/editions/1`)
  expect(moved.headers['Location']).toBe(`http://localhost:3999/api/v1/articles/${data.slug}-b/editions/1`)
  expect((await ask(`${id}/editions/3`)).status).toBe(404)

  await update(doc.id, { _status: 'draft' })
  for (const path of ['editions', 'editions/1', 'editions/2']) expect((await ask(`${id}/${path}`)).status).toBe(410)
  await update(doc.id, { title: 'Third', _status: 'published' })
  const statuses = await Promise.all([1, 2, 3, 4].map(async (number) => (await ask(`${id}/editions/${number}`)).status))
  expect(statuses).toEqual([410, 410, 200, 404])
})
