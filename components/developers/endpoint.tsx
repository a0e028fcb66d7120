import type { Highlight } from '#publication/article/index.ts'
import { Code } from './code.tsx'
import { Fields, type Row } from './fields.tsx'
import { MarkedWords } from './marked-words.tsx'
import type { Operation, Parameter, Schema } from './reference.ts'
import { Scrolled } from './scrolled.tsx'
import { ShapeWords } from './shape-words.tsx'

/** A request as it can be sent now. `answer` is what came, or null where nothing could be shown. */
export type Example = { address: string; call: string | null; answer: string | null }

type Props = {
  operation: Operation
  example: Example
  /** the schemas that it can answer */
  answers: readonly Schema[]
  /** problems that are not those of every address */
  problems: readonly string[]
  origin: string
  highlight: Highlight | undefined
}

/** What has to be known of a parameter beside its type stands with the type. */
const rowOf = ({ name, isRequired, where, type, otherwise, description }: Parameter): Row => ({
  name: where === 'path' ? `{${name}}` : name,
  type: [...type, otherwise === null ? '' : `, without it ${otherwise}`, isRequired ? ', needed' : ''],
  description,
})

/** What comes back, field by field, in the notation of TypeScript. */
function Answer({ name, fields }: Schema) {
  return (
    <Scrolled className="shape">
      <a href={`#${name}`}>{name}</a>
      {' {\n'}
      {fields?.map((field) => [
        `  ${field.name}${field.isOptional ? '?' : ''}: `,
        <ShapeWords key={field.name}>{field.type}</ShapeWords>,
        '\n',
      ])}
      {'}'}
    </Scrolled>
  )
}

/** One address of the API: what it takes, what it answers, and an answer of this publication. */
export function Endpoint({ operation, example, answers, problems, origin, highlight }: Props) {
  const { id, path, summary, description, parameters } = operation
  return (
    <section className="endpoint" id={id} aria-labelledby={`${id}_title`}>
      <div>
        <h3 id={`${id}_title`}>{summary}</h3>
        <p className="endpoint-path">
          <b>GET</b> {path} <a href={`#${id}`}>{id}</a>
        </p>
        <p>
          <MarkedWords>{description}</MarkedWords>
        </p>
        <Fields label={`Parameters of ${id}`} rows={parameters.map(rowOf)} />
        {answers.length > 0 && (
          <details>
            <summary>What it answers</summary>
            {answers.map((schema) => (
              <Answer key={schema.name} {...schema} />
            ))}
          </details>
        )}
        {problems.length > 0 && (
          <p className="note">
            Problems of its own:{' '}
            {problems.map((kind, at) => [
              at > 0 && ', ',
              <a key={kind} href={`#${kind}`}>
                {kind}
              </a>,
            ])}
          </p>
        )}
      </div>
      <div>
        <Code label="curl" language="bash" highlight={highlight} copy={{ id: `${id}_curl`, what: `curl of ${id}` }}>
          {`curl '${origin}${example.address}'`}
        </Code>
        {example.call !== null && (
          <Code
            label="TypeScript"
            language="typescript"
            highlight={highlight}
            copy={{ id: `${id}_typescript`, what: `TypeScript of ${id}` }}
          >
            {example.call}
          </Code>
        )}
        {example.answer === null ? (
          <p className="note">
            <a href={example.address}>Open it</a>: there is nothing to show of it here.
          </p>
        ) : (
          <Code label="What it answers now, shortened" language="json" highlight={highlight} open={example.address}>
            {example.answer}
          </Code>
        )}
      </div>
    </section>
  )
}
