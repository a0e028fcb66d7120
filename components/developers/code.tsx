import { createElement, Fragment } from 'react'
import type { Highlight } from '#publication/article/index.ts'
import { CopyButton } from '../copy-button.tsx'
import { Scrolled } from './scrolled.tsx'

type Language = 'bash' | 'typescript' | 'json' | 'http'
type Props = {
  /** what the code is, over it */
  label: string
  language: Language
  children: string
  highlight: Highlight | undefined
  /** id of the code and what it is in full, for a button that copies it; without it there is none */
  copy?: { id: string; what: string }
  /** where the code is to be had, whole */
  open?: string
}

/** Code in the colours of the articles' code, or plain where it cannot be told apart. */
export function coloured(code: string, language: Language, highlight: Highlight | undefined) {
  const lines = highlight?.(code, language)
  if (!lines) return code
  const pieces = lines.flatMap((tokens, at) => [
    at > 0 && '\n',
    ...tokens.map(({ text, kind }) =>
      kind === null ? text : createElement('span', { className: `tk-${kind}` }, text),
    ),
  ])
  return createElement(Fragment, null, ...pieces)
}

/** A block of code that scrolls in itself, with a button to copy it where it is worth copying. */
export function Code({ label, language, children, highlight, copy, open }: Props) {
  return (
    <div className="code">
      <span className="code-label">{label}</span>
      {copy && (
        <CopyButton of={copy.id} label={`Copy ${copy.what}`} isBare>
          Copy
        </CopyButton>
      )}
      {open !== undefined && <a href={open}>Open it</a>}
      <Scrolled id={copy?.id}>{coloured(children, language, highlight)}</Scrolled>
    </div>
  )
}
