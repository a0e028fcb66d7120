import { randomBytes } from 'node:crypto'
import type { Payload } from 'payload'
import { articleAt, type Current } from '#publication/edition/index.ts'
import { articleData, bodyOf } from '../../support/factories.ts'
import type { TestPublication } from '../../support/publication.ts'
import { savesOf } from './saves.ts'

/** Articles that link to each other, and what is kept of them. */
export function linkedIn({ payload, owner }: Pick<TestPublication, 'owner'> & { payload: Payload }) {
  const { create, update, publicId } = savesOf(payload)

  async function write(values: object = {}, status: 'draft' | 'published' = 'published') {
    const data = await articleData(payload, values)
    const doc = await create({ ...data, _status: status })
    return { id: Number(doc.id), publicId: await publicId(doc), slug: data.slug, title: data.title }
  }
  type Written = Awaited<ReturnType<typeof write>>

  /** A public article whose body is this Markdown. */
  const linking = (markdown: string) => write({ body: bodyOf(markdown) })

  /** The derived row of an article; null when it is not public. */
  async function rowOf({ publicId }: Written) {
    const { rows } = await owner.query<{
      html: string
      markdown: string
      text: string
      link_ids: string[]
      number: number
    }>('select html, markdown, text, link_ids, number from publication.current where article_id = $1', [publicId])
    return rows[0] ?? null
  }

  /** What the public sees of it. @throws Error when it sees nothing */
  async function publicOf(slug: string): Promise<Current> {
    const found = await articleAt(slug)
    if (found.kind !== 'current') throw new Error(`${slug} is not public`)
    return found.value
  }

  /** Tags and paths of the purges that the newest journal entry owes. */
  async function owed() {
    const { rows } = await owner.query<{ payload: { tags: string[]; paths: string[] }[] }>(
      `select payload from graphile_worker._private_jobs
       where payload->0->>'seq' = (select seq::text from publication.journal_head) and payload::text like '%paths%'`,
    )
    const items = rows.flatMap(({ payload: purges }) => purges)
    return { tags: items.flatMap(({ tags }) => tags), paths: items.flatMap(({ paths }) => paths) }
  }

  /** An editor state with a link to an article by reference, as the editor makes it. */
  function referring(target: Written, finding?: string): unknown {
    const body = bodyOf('See [the other](/articles/x).') as { root: { children: { children: object[] }[] } }
    const fields = { linkType: 'internal', doc: { relationTo: 'articles', value: target.id }, newTab: false, finding }
    for (const paragraph of body.root.children)
      for (const node of paragraph.children)
        if ((node as { type?: string }).type === 'link') Object.assign(node, { fields })
    return body
  }

  /** The same with a card. */
  function carding(target: Written): unknown {
    const body = bodyOf('Before.') as { root: { children: object[] } }
    const id = randomBytes(12).toString('hex')
    body.root.children.push({
      type: 'block',
      version: 2,
      format: '',
      fields: { id, blockType: 'card', blockName: '', article: target.id },
    })
    return body
  }

  return { write, linking, rowOf, publicOf, owed, referring, carding, update }
}
