import type { Payload } from 'payload'
import { articleData, bodyOf } from '../../support/factories.ts'
import { savesOf } from '../publishing/saves.ts'

type Given = { title?: string; deck?: string; topics?: number[]; publishedAt?: string }

/** Articles of given Markdown, public or not, as the tests of lists and search want them. */
export function writtenIn(payload: Payload) {
  const { create, update, publicId } = savesOf(payload)
  return {
    async write(markdown: string, given: Given = {}, status: 'draft' | 'published' = 'published') {
      const data = await articleData(payload, { ...given, body: bodyOf(markdown) })
      const doc = await create({ ...data, _status: status })
      return { id: Number(doc.id), publicId: await publicId(doc), slug: data.slug, topics: data.topics }
    },
    revise: (id: number, markdown: string) => update(id, { body: bodyOf(markdown), _status: 'published' }),
    withdraw: (id: number) => update(id, { _status: 'draft' }),
    topicSlug: async (id: unknown) =>
      String((await payload.findByID({ collection: 'topics', id: Number(id) }))['slug']),
  }
}

/** A body of so many breaks, or of the breaks of these numbers in their order. */
export const breaks = (numbers: number[] | number): string =>
  (typeof numbers === 'number' ? Array.from({ length: numbers }, (_, index) => index + 1) : numbers)
    .map((number) => `:::break{#b${number} title="Break ${number}"}\nSo.\n:::`)
    .join('\n\n')
