import { Fragment } from 'react'
import { MarkedWords } from './marked-words.tsx'
import { ShapeWords } from './shape-words.tsx'
import type { Shape } from './shapes.ts'

export type Row = { name: string; type: Shape; description: string }

/** Names with their types, and what is to be said of them. */
export function Fields({ rows, label }: { rows: readonly Row[]; label: string }) {
  if (rows.length === 0) return null
  return (
    <dl className="fields" aria-label={label}>
      {rows.map(({ name, type, description }) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          {description === '' ? (
            <dd className="type">
              <ShapeWords>{type}</ShapeWords>
            </dd>
          ) : (
            <dd>
              <span className="type">
                <ShapeWords>{type}</ShapeWords>
              </span>{' '}
              <MarkedWords>{description}</MarkedWords>
            </dd>
          )}
        </Fragment>
      ))}
    </dl>
  )
}
