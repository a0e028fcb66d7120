import { createElement, Fragment } from 'react'
import type { Shape } from './shapes.ts'

/** A type with every schema in it as a link to where it is explained. */
export function ShapeWords({ children }: { children: Shape }) {
  const pieces = children.map((piece) =>
    typeof piece === 'string' ? piece : createElement('a', { href: `#${piece.schema}` }, piece.schema),
  )
  return createElement(Fragment, null, ...pieces)
}
