import type { Highlight } from '#publication/article/index.ts'
import { presentProblem, problemWords } from '#publication/contract/index.ts'
import { type ErrorKind, errorKinds, PublicError } from '#publication/errors/index.ts'
import { coloured } from './code.tsx'
import { MarkedWords } from './marked-words.tsx'
import { Scrolled } from './scrolled.tsx'

type Props = { origin: string; highlight: Highlight | undefined }

const requestId = '774e4cfb-dc80-49ea-b776-afd2713c5b33'

/** What an answer of this kind says, with the particulars that its kind has. */
function exampleOf(kind: ErrorKind): PublicError {
  switch (kind) {
    case 'invalid-parameter':
      return new PublicError(kind, 'One parameter is not right: limit.', {
        parameters: [{ parameter: 'limit', detail: 'must be a whole number from 1 to 100' }],
      })
    case 'quota-exceeded':
      return new PublicError(kind, 'Come back in 41 seconds.', { violated: ['anon'] })
    default:
      return new PublicError(kind, problemWords[kind].when)
  }
}

/** Every problem that can be answered, as a break with what holds against it. */
export function Problems({ origin, highlight }: Props) {
  const kinds = Object.keys(problemWords) as ErrorKind[]
  return (
    <section className="reference-section" id="problems" aria-labelledby="problems_title">
      <h2 id="problems_title">Problems</h2>
      <p>
        What goes wrong is answered as <code>application/problem+json</code> (RFC 9457). <code>type</code> leads to its
        place on this page and never changes; <code>detail</code> is about this one request.
      </p>
      {kinds.map((kind) => (
        <section className="problem" key={kind} id={kind} aria-labelledby={`${kind}_title`}>
          <h3 id={`${kind}_title`}>
            <code>
              {errorKinds[kind].status} {kind}
            </code>{' '}
            {errorKinds[kind].title}
          </h3>
          <p className="problem-when">
            <b>When</b> <MarkedWords>{problemWords[kind].when}</MarkedWords>
          </p>
          <p className="problem-remedy">
            <b>What holds</b> <MarkedWords>{problemWords[kind].remedy}</MarkedWords>
          </p>
          <details>
            <summary>Its body</summary>
            <Scrolled className="shape">
              {coloured(JSON.stringify(presentProblem(exampleOf(kind), origin, requestId), null, 2), 'json', highlight)}
            </Scrolled>
          </details>
        </section>
      ))}
    </section>
  )
}
