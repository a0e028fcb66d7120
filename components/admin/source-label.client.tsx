'use client'

import { useFormFields } from '@payloadcms/ui'

/** What a source is called in the line: a text with forty of them must say which is which. */
export function SourceLabel() {
  const title = useFormFields(([fields]) => fields?.['title']?.value)
  const publisher = useFormFields(([fields]) => fields?.['publisher']?.value)
  const words = [title, publisher].filter((each) => typeof each === 'string' && each !== '').join(', ')
  return (
    <span className="source-label" title={words}>
      Source{words && `: ${words}`}
    </span>
  )
}
