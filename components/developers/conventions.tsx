import { Fragment } from 'react'
import { MarkedWords } from './marked-words.tsx'

/** How much one address may ask in a minute, and how much of that may be searches. */
export type Quotas = { requests: number; searches: number }

/** A number as it is read: `1,000`. */
export const grouped = (number: number): string => number.toLocaleString('en-GB')

/** What holds for every address, so that none of them has to say it again. */
const conventionsOf = ({ requests, searches }: Quotas) => [
  [
    'Names',
    'Fields are in camelCase, values from a closed list are words, ids are opaque. `slug` may change when something is renamed; `id` never does, and every address takes either.',
  ],
  [
    'Times',
    'ISO 8601 in UTC with milliseconds, such as `2026-09-08T08:00:00.000Z`. A day alone is a day: `2026-09-08`.',
  ],
  [
    'Null',
    '`null` says that there is none. It never says that something was not loaded: what was not asked for is not there.',
  ],
  ['Addresses', 'Every address in an answer is absolute. So are those in the text of an article.'],
  [
    'Less and more',
    '`fields` names the top-level fields that you want. `include` adds to a list what it leaves out for its weight. `format` says what `body` is: an mdast tree, `html`, `markdown` or `text`.',
  ],
  [
    'Pages of a list',
    'A list answers `data` and `page`. Give `page.next` as `after`, or follow `rel="next"` in `Link`. A cursor is signed and belongs to the order and the filters it was given under; how many to a page and which fields may change on the way.',
  ],
  [
    'Asking again',
    'Every answer has a strong `ETag`. Send it back as `If-None-Match`, and what has not changed is a 304 without a body, which costs no quota. `Last-Modified` and `If-Modified-Since` work as well.',
  ],
  [
    'Quotas',
    `${grouped(requests)} requests a minute from one address, of which ${grouped(searches)} searches. \`RateLimit-Policy\` says so in each answer, \`RateLimit\` what is left: \`"anon";r=598;t=41\` is 598 requests for the next 41 seconds. Whoever has used it up is answered 429 with \`Retry-After\`.`,
  ],
  [
    'Caching',
    'An answer may be kept for a minute by anyone, and shown for ten minutes more while it is asked for anew. An edition may be kept for good.',
  ],
  [
    'Other origins',
    '`Access-Control-Allow-Origin` is `*`, and the headers named here can be read from a script. `HEAD` and `OPTIONS` work everywhere.',
  ],
  [
    'Which request',
    '`X-Request-Id` names the request. A problem has it as `instance`: quote it when you write to us. `X-Revision` is the number of the newest entry of the journal that the answer was read at.',
  ],
  ['Moved', 'An old slug answers 308 with the new address in `Location`.'],
  [
    'Versions',
    'Within `v1` things are only added: fields, parameters, addresses, and values where a list of values is not closed by the type. Nothing is taken away and nothing gets another type, so ignore fields that you do not know. What would break that is `v2`.',
  ],
]

export function Conventions({ quotas }: { quotas: Quotas }) {
  return (
    <section className="reference-section" id="conventions" aria-labelledby="conventions_title">
      <h2 id="conventions_title">Conventions</h2>
      <dl className="fields fields-words" aria-labelledby="conventions_title">
        {conventionsOf(quotas).map(([name = '', text = '']) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>
              <MarkedWords>{text}</MarkedWords>
            </dd>
          </Fragment>
        ))}
      </dl>
    </section>
  )
}
