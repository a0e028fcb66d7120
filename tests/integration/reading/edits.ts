import type { Payload } from 'payload'
import type { Random } from '#publication/plate/random.ts'
import { articleData, bodyOf, context } from '../../support/factories.ts'
import { savesOf } from '../publishing/saves.ts'

type Doc = { id: number; slug: string; isPublic: boolean; wasPublic: boolean; past: Set<string> }

const names = 16

/**
 * Edits as a busy newsroom makes them, in an order that the random numbers give: publishing, revising, renaming, withdrawing,
 * publishing again, deleting. Names are few, so that articles take those of others that are gone.
 */
export async function newsroomOf(payload: Payload, random: Random) {
  const { create, update } = savesOf(payload)
  const docs: Doc[] = []
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)]
  const records = { topics: [] as number[], authors: [] as number[] }
  let count = 0

  const freeSlug = (): string | undefined => {
    const isTaken = (slug: string) => docs.some((doc) => doc.slug === slug || (doc.isPublic && doc.past.has(slug)))
    return pick(Array.from({ length: names }, (_, index) => `piece-${index}`).filter((slug) => !isTaken(slug)))
  }
  const publicDoc = () => pick(docs.filter(({ isPublic }) => isPublic))
  const body = () => {
    count += 1
    const linked = publicDoc()
    const link = linked && random() < 0.3 ? ` See [it](/articles/${linked.slug}).` : ''
    return bodyOf(`Text ${count}.${link}\n\n:::break{#b1 title="It breaks ${count} times"}\nSo.\n:::`)
  }
  const newest = async () => {
    if (records.topics.length === 0) {
      const { topics, authors } = await articleData(payload)
      records.topics.push(...topics, ...(await articleData(payload)).topics)
      records.authors.push(...authors, ...(await articleData(payload)).authors)
    }
    return { topics: [pick(records.topics) ?? 0], authors: [pick(records.authors) ?? 0] }
  }

  const begin = async (_status: 'published' | 'draft') => {
    const slug = freeSlug()
    if (slug === undefined) return false
    const data = await articleData(payload, { slug, body: body(), ...(await newest()) })
    const { id } = await create({ ...data, _status })
    const isPublic = _status === 'published'
    docs.push({ id: Number(id), slug, isPublic, wasPublic: isPublic, past: new Set(isPublic ? [slug] : []) })
    return true
  }
  const onPublic = (work: (doc: Doc) => Promise<unknown>) => async () => {
    const doc = publicDoc()
    if (doc) await work(doc)
    return doc !== undefined
  }

  const edits: [number, () => Promise<boolean>][] = [
    [26, () => begin('published')],
    [3, () => begin('draft')],
    [20, onPublic(({ id }) => update(id, { title: `Title ${random()}`, body: body(), _status: 'published' }))],
    [
      14,
      onPublic(async (doc) => {
        const slug = freeSlug()
        if (slug === undefined) return
        await update(doc.id, { slug, _status: 'published' })
        doc.slug = slug
        doc.past.add(slug)
      }),
    ],
    [
      12,
      onPublic(async (doc) => {
        await update(doc.id, { _status: 'draft', withdrawalReason: random() < 0.5 ? 'It was wrong.' : null })
        doc.isPublic = false
      }),
    ],
    [
      8,
      async () => {
        const doc = pick(docs.filter(({ isPublic }) => !isPublic))
        if (!doc) return false
        await update(doc.id, { _status: 'published' })
        doc.isPublic = true
        doc.past.add(doc.slug)
        return true
      },
    ],
    [
      9,
      async () => {
        const doc = pick(docs)
        if (!doc) return false
        await payload.delete({ collection: 'articles', id: doc.id, context })
        docs.splice(docs.indexOf(doc), 1)
        return true
      },
    ],
    [
      8,
      async () => {
        const collection = pick(['topics', 'authors'] as const) ?? 'topics'
        const id = pick(records[collection])
        if (id === undefined) return false
        count += 1
        const data = random() < 0.5 ? { name: `Name ${count}` } : { slug: `name-${count}` }
        await payload.update({ collection, id, data: data as never, context })
        return true
      },
    ],
  ]
  const total = edits.reduce((sum, [weight]) => sum + weight, 0)

  return {
    /** One edit; another one is tried where the first has nothing to work on. */
    edit: async (): Promise<void> => {
      for (;;) {
        let at = random() * total
        const [, work] =
          edits.find(([weight]) => {
            at -= weight
            return at < 0
          }) ?? []
        if (await work?.()) return
      }
    },
    /** slugs of what is public now, sorted */
    published: () =>
      docs
        .filter(({ isPublic }) => isPublic)
        .map(({ slug }) => slug)
        .sort(),
  }
}
