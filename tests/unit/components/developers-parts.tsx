import { DevelopersPage } from '#components/developers/developers-page.tsx'
import type { Example } from '#components/developers/endpoint.tsx'
import { referenceOf } from '#components/developers/reference.ts'
import { addressOf, samplesOf } from '#components/developers/samples.ts'
import { type Highlight, highlighter } from '#publication/article/index.ts'
import { openApiDocument } from '#publication/contract/index.ts'

const origin = 'https://example.org'
export const document = openApiDocument(origin)

export const standIns = {
  article: 'queues',
  edition: 3,
  topic: 'scale',
  author: 'editorial-desk',
  words: 'redelivery',
}

/** What each address answers in a test: the same everywhere, or nothing. */
function examplesWith(answer: string | null): Map<string, Example> {
  const samples = Object.entries(samplesOf(standIns))
  const examples = samples.map(
    ([id, sample]) => [id, { address: addressOf(sample), call: sample.call, answer }] as const,
  )
  return new Map<string, Example>([
    ...examples,
    ['getOpenApi', { address: '/api/v1/openapi.json', call: null, answer: null }],
  ])
}

/** The page of the API with an answer at every address, or with none. */
export const developersPage = (answer: string | null, highlight?: Highlight) => (
  <DevelopersPage
    origin={origin}
    reference={referenceOf(document)}
    quotas={{ requests: 600, searches: 60 }}
    standIns={standIns}
    examples={examplesWith(answer)}
    {...(highlight && { highlight })}
  />
)

export const colours = await highlighter()
