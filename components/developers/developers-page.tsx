import type { Highlight } from '#publication/article/index.ts'
import { problemWords } from '#publication/contract/index.ts'
import { type Drawing, drawPlate } from '#publication/plate/index.ts'
import type { HouseWords } from '../house/house-frame.tsx'
import { PageFrame } from '../page-frame.tsx'
import { PlateDrawing } from '../plate-drawing.tsx'
import { Changelog } from './changelog.tsx'
import { Contents } from './contents.tsx'
import { Conventions, grouped, type Quotas } from './conventions.tsx'
import { Endpoint, type Example } from './endpoint.tsx'
import { OtherForms } from './other-forms.tsx'
import { Problems } from './problems.tsx'
import { commonProblems, type Reference } from './reference.ts'
import type { StandIns } from './samples.ts'
import { Schemas } from './schemas.tsx'
import { Start } from './start.tsx'

export const developers: HouseWords = {
  path: '/developers',
  title: 'Developers',
  deck: 'Everything that is published here, as JSON: every address with its parameters, its fields and a live answer, and every problem with what to do about it.',
}

const kinds = Object.keys(problemWords).length
let drawn: Drawing | undefined

/** The plate of this page counts what can go wrong, and that something holds against each. */
function plate(): Drawing {
  const counts = { breaks: kinds, holds: kinds, open: 0 }
  drawn ??= drawPlate(
    { seed: developers.path, load: 'seam', ...counts, variant: 0, calm: false },
    { width: 1440, height: 240, pitch: 12, points: 6200 },
  )
  return drawn
}

type Props = {
  origin: string
  reference: Reference
  quotas: Quotas
  /** what samples name: of this publication, where there is something */
  standIns: StandIns
  /** by the id of the operation */
  examples: ReadonlyMap<string, Example>
  highlight?: Highlight
}

const before = [
  { id: 'start', text: 'Start here' },
  { id: 'conventions', text: 'Conventions' },
  { id: 'endpoints', text: 'Addresses' },
]
const after = [
  { id: 'problems', text: 'Problems' },
  { id: 'schemas', text: 'Schemas' },
  { id: 'forms', text: 'Beside pages' },
  { id: 'feeds', text: 'Feeds' },
  { id: 'checkpoints', text: 'Checkpoints' },
  { id: 'changelog', text: 'Changelog' },
]

/** The reference of the API: made from its OpenAPI document, with answers of this publication in it. */
export function DevelopersPage({ origin, reference, quotas, standIns, examples, highlight }: Props) {
  const { version, base, operations, schemas } = reference
  const common = commonProblems(reference)
  const entries = [...before, ...operations.map(({ id }) => ({ id, text: id, isAddress: true as const })), ...after]
  return (
    <PageFrame current={developers.path}>
      <header className="wrap reference-head">
        <h1 className="page-title">{developers.title}</h1>
        <p className="deck">{developers.deck}</p>
        <dl className="title-block">
          <div>
            <dt>Version</dt>
            <dd>
              <a href="#changelog">{version}</a>
            </dd>
          </div>
          <div>
            <dt>Key</dt>
            <dd>None</dd>
          </div>
          <div>
            <dt>Quota</dt>
            <dd>
              <a href="#quota-exceeded">{grouped(quotas.requests)} a minute</a>
            </dd>
          </div>
          <div>
            <dt>Contract</dt>
            <dd>
              <a href="/api/v1/openapi.json" rel="service-desc">
                OpenAPI 3.1
              </a>
            </dd>
          </div>
        </dl>
      </header>
      <div className="band">
        <PlateDrawing drawing={plate()} label={`${kinds} openings and ${kinds} keys`} isBand />
      </div>
      <div className="reference wrap">
        <Contents entries={entries} />
        <div className="reference-main">
          <Start base={base} origin={origin} article={standIns.article} highlight={highlight} />
          <Conventions quotas={quotas} />
          <section className="reference-section" id="endpoints" aria-labelledby="endpoints_title">
            <h2 id="endpoints_title">Addresses</h2>
            <p>
              Below <code>{base}</code>. What stands beside each was answered by this publication when this page was
              made; “…” and “more” stand where we shortened it. Any of them can answer{' '}
              {common.map((kind, at) => [
                at > 0 && ', ',
                <a key={kind} href={`#${kind}`}>
                  {kind}
                </a>,
              ])}
              .
            </p>
          </section>
          {operations.map((operation) => {
            const example = examples.get(operation.id)
            return (
              example && (
                <Endpoint
                  key={operation.id}
                  operation={operation}
                  example={example}
                  answers={schemas.filter(({ name }) => operation.answers.includes(name))}
                  problems={operation.problems.filter((kind) => !common.includes(kind))}
                  origin={origin}
                  highlight={highlight}
                />
              )
            )
          })}
          <Problems origin={origin} highlight={highlight} />
          <Schemas schemas={schemas} />
          <OtherForms {...standIns} origin={origin} highlight={highlight} />
          <Changelog />
        </div>
      </div>
    </PageFrame>
  )
}
