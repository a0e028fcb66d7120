import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Payload } from 'payload'
import sharp from 'sharp'
import { articleData, bodyWith, context, makeAccount, password } from '../../support/factories.ts'

/** Uploads a picture that no other one is like. */
export async function uploadPicture(payload: Payload): Promise<{ id: number; filename: string }> {
  const [r = 0, g = 0, b = 0] = randomBytes(3)
  const image = sharp({ create: { width: 500, height: 30, channels: 3, background: { r, g, b } } })
  const bytes = await image.png().toBuffer()
  const doc = await payload.create({
    collection: 'media',
    data: { alt: 'A crack \\ "é" \t across' } as never,
    file: { name: 'x.png', data: bytes, mimetype: 'image/png', size: bytes.length },
    context,
  })
  return { id: Number(doc.id), filename: String((doc as { filename?: string }).filename) }
}

export type Written = { slug: string; title: string; editor: string; password: string; articleId: number }

/**
 * Fills a publication with something of every kind: articles with versions and drafts, one of them withdrawn and one with
 * an earlier address, a picture in a body, a schedule, accounts, trash.
 */
export async function writeMuch(payload: Payload): Promise<Written> {
  const picture = await uploadPicture(payload)
  await uploadPicture(payload)
  const title = 'Back\\slash, tab\tand "quotes" </script> é 漢 \\N'
  const first = await articleData(payload, { title, body: bodyWith(picture.id, 'One\\. Two.\n\n- a\n- b') })
  const create = (values: object) => payload.create({ collection: 'articles', data: values as never, context })
  const update = (id: number | string, values: object, draft = false) =>
    payload.update({ collection: 'articles', id, data: values as never, draft, context })
  const published = await create({ ...first, _status: 'published' })
  await update(published.id, { deck: 'Another deck.', _status: 'published' })
  await update(published.id, { title: 'Not public yet' }, true)
  const moved = await create({ ...(await articleData(payload)), _status: 'published' })
  await update(moved.id, { slug: `moved-${moved.id}`, _status: 'published' })
  const withdrawn = await create({ ...(await articleData(payload)), _status: 'published' })
  await update(withdrawn.id, { _status: 'draft', withdrawalReason: 'It was wrong.' })
  await payload.create({
    collection: 'articles',
    data: { ...(await articleData(payload)), publishAt: '2126-01-01T00:00:00.000Z' } as never,
    draft: true,
    context,
  })
  const editor = await makeAccount(payload, 'publisher')
  await makeAccount(payload, 'author')
  return { slug: first.slug, title, editor: editor.email, password, articleId: Number(published.id) }
}

/** Leaves behind what a restore writes down before it moves its files. */
export async function writeList(mediaFolder: string, list: unknown): Promise<void> {
  await mkdir(join(mediaFolder, '.restoring'), { recursive: true })
  await writeFile(join(mediaFolder, '.restoring/moving.json'), JSON.stringify(list))
}
