import { Fields, type Row } from './fields.tsx'
import { MarkedWords } from './marked-words.tsx'
import type { Schema } from './reference.ts'
import { ShapeWords } from './shape-words.tsx'

type SchemaFields = NonNullable<Schema['fields']>

const sameField = (one: SchemaFields[number], two: SchemaFields[number]): boolean =>
  one.name === two.name && JSON.stringify(one.type) === JSON.stringify(two.type) && one.description === two.description

/** How a schema is told by another one: whose fields it has, which it adds, and which of them need not be there. */
export type Told = { by: string | null; optional: boolean; fields: SchemaFields }

/**
 * Tells a schema by the largest other one whose fields it has all of; what is the same is then said once.
 * One that only makes fields optional is told by the one that has them.
 */
export function told(schema: Schema, all: readonly Schema[]): Told {
  const own = schema.fields ?? []
  const within = all.filter(
    (other) =>
      other.name !== schema.name &&
      (other.fields?.length ?? 0) >= 4 &&
      (other.fields?.length ?? 0) <= own.length &&
      other.fields?.every((field) => own.some((mine) => sameField(mine, field))),
  )
  const [by] = within
    .filter((other) => other.fields?.length !== own.length || own.some(({ isOptional }) => isOptional))
    .sort((one, two) => (two.fields?.length ?? 0) - (one.fields?.length ?? 0))
  if (!by) return { by: null, optional: false, fields: own }
  const optional = by.fields?.length === own.length
  return {
    by: by.name,
    optional,
    fields: own.filter((field) => !by.fields?.some((theirs) => sameField(theirs, field))),
  }
}

const rowOf = ({ name, isOptional, type, description }: SchemaFields[number]): Row => ({
  name: isOptional ? `${name}?` : name,
  type,
  description,
})

function OneSchema({ schema, all }: { schema: Schema; all: readonly Schema[] }) {
  const { by, optional, fields } = told(schema, all)
  // Where there is nothing to say of any field, a line says it all.
  const isBrief = by === null && fields.every(({ description }) => description === '')
  const always = schema.fields?.filter(({ isOptional }) => !isOptional).map(({ name }) => name) ?? []
  return (
    <>
      <h3 id={schema.name}>{schema.name}</h3>
      <p className={schema.description === '' && isBrief ? 'schema-words type' : 'schema-words'}>
        <MarkedWords>{schema.description}</MarkedWords>{' '}
        {isBrief && schema.description !== '' && (
          <span className="type">
            <ShapeWords>{schema.shape}</ShapeWords>
          </span>
        )}
        {isBrief && schema.description === '' && <ShapeWords>{schema.shape}</ShapeWords>}
        {by !== null && !optional && (
          <>
            Every field of <a href={`#${by}`}>{by}</a>, and:
          </>
        )}
        {by !== null && optional && (
          <>
            The fields of <a href={`#${by}`}>{by}</a>; only {always.join(', ')} must be there.
          </>
        )}
      </p>
      {isBrief || <Fields label={`Fields of ${schema.name}`} rows={fields.map(rowOf)} />}
    </>
  )
}

/** Every schema of the contract that has a name. */
export function Schemas({ schemas }: { schemas: readonly Schema[] }) {
  return (
    <section className="reference-section" id="schemas" aria-labelledby="schemas_title">
      <h2 id="schemas_title">Schemas</h2>
      <p>
        What answers are made of, in alphabetical order, with types as TypeScript writes them. A question mark stands
        after a field that need not be there.
      </p>
      {schemas.map((schema) => (
        <OneSchema key={schema.name} schema={schema} all={schemas} />
      ))}
    </section>
  )
}
