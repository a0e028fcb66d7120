import { createElement, Fragment } from 'react'

/** A sentence of the contract, in which backticks stand around what is typed as it is. */
export function MarkedWords({ children }: { children: string }) {
  const parts = children.split('`').map((part, at) => (at % 2 === 1 ? createElement('code', null, part) : part))
  return createElement(Fragment, null, ...parts)
}
