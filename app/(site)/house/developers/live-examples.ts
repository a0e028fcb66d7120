import { randomUUID } from 'node:crypto'
import { answerApi } from '#app/api/v1/router.ts'
import type { Example } from '#components/developers/endpoint.tsx'
import { addressOf, type StandIns, samplesOf } from '#components/developers/samples.ts'
import { shownJson } from '#components/developers/shown-json.ts'
import { type OperationId, pathParts } from '#publication/contract/index.ts'

type Answered = { status: number; revision: number | null; value: unknown }

/** Asks the API as anybody would, but for the quota. */
async function ask(address: string): Promise<Answered> {
  const { pathname, search } = new URL(address, 'http://here')
  const { status, headers, body } = await answerApi({ method: 'GET', path: pathname, search, requestId: randomUUID() })
  const revision = headers['X-Revision'] === undefined ? null : Number(headers['X-Revision'])
  return { status, revision, value: status === 200 && body ? JSON.parse(body.toString()) : null }
}

/** As much of the newest article as samples name. */
type Newest = {
  slug: string
  edition: number
  topics: { slug: string }[]
  authors: { slug: string }[]
  findings: { title: string }[]
}

/** A word that a search finds: the longest of the first finding's. */
const wordOf = (title: string): string | undefined =>
  title
    .match(/[a-z]{5,}/gi)
    ?.sort((one, two) => two.length - one.length)[0]
    ?.toLowerCase()

function standInsOf(newest: Newest | undefined): StandIns {
  return {
    article: newest?.slug ?? pathParts['article']?.example ?? '',
    edition: newest?.edition ?? 1,
    topic: newest?.topics[0]?.slug ?? pathParts['topic']?.example ?? '',
    author: newest?.authors[0]?.slug ?? pathParts['author']?.example ?? '',
    words: wordOf(newest?.findings[0]?.title ?? '') ?? 'retry',
  }
}

/** What the page of the API shows of this publication: never fails, and shows less where nothing can be read. */
export async function liveExamples() {
  const first = await ask('/api/v1/articles?limit=1')
  const newest = (first.value as { data: Newest[] } | null)?.data[0]
  const standIns = standInsOf(newest)
  const samples = samplesOf(standIns)
  const asked = await Promise.all(
    (Object.keys(samples) as OperationId[]).map(async (id) => {
      const address = addressOf(samples[id])
      return { id, address, call: samples[id].call, answered: await ask(address) }
    }),
  )
  const answers = [first, ...asked.map(({ answered }) => answered)]
  const revisions = answers.flatMap(({ revision }) => revision ?? [])
  const examples = new Map<string, Example>(
    asked.map(({ id, address, call, answered }) => [
      id,
      { address, call, answer: answered.value === null ? null : shownJson(answered.value) },
    ]),
  )
  examples.set('getOpenApi', {
    address: '/api/v1/openapi.json',
    call: 'const description = await api.getOpenApi()',
    answer: null,
  })
  return {
    standIns,
    examples,
    revision: revisions.length > 0 ? Math.min(...revisions) : null,
    isWhole: answers.every(({ status }) => status < 500),
  }
}
