'use client'

import { useLexicalComposerContext } from '@payloadcms/richtext-lexical/lexical/react/LexicalComposerContext'
import { FieldDescription, FieldError, useField } from '@payloadcms/ui'
import type { TextFieldClientComponent } from 'payload'
import { useFindings } from './findings.ts'

const byNumber = (one: string, other: string): number => Number(one.slice(1)) - Number(other.slice(1))

/** Which breaks of this article a hold answers: a box for each, as they stand in the text now. */
export const Answers: TextFieldClientComponent = ({ path, field, readOnly }) => {
  const [editor] = useLexicalComposerContext()
  const breaks = useFindings(editor).filter(({ kind }) => kind === 'break')
  const { value, setValue, showError } = useField<string[]>({ path })
  const answers = Array.isArray(value) ? value : []
  const gone = answers.filter((id) => !breaks.some((finding) => finding.id === id))
  const choose = (id: string, isChosen: boolean) =>
    setValue([...answers.filter((one) => one !== id), ...(isChosen ? [id] : [])].sort(byNumber))
  const label = typeof field.label === 'string' ? field.label : 'Answers'
  return (
    <fieldset className={`field-type finding-answers${showError ? ' error' : ''}`} disabled={readOnly ?? false}>
      <legend className="field-label">{label}</legend>
      <FieldError path={path} showError={showError} />
      {breaks.length === 0 && <p>There is no break in this article yet.</p>}
      {breaks.map(({ key, id, title }) => (
        <label key={key}>
          <input
            type="checkbox"
            checked={id !== null && answers.includes(id)}
            disabled={id === null}
            onChange={({ target }) => id !== null && choose(id, target.checked)}
          />{' '}
          {id ?? 'not saved yet'}: {title || 'without a title'}
        </label>
      ))}
      {gone.map((id) => (
        <label key={id}>
          <input type="checkbox" checked onChange={() => choose(id, false)} /> {id}: not in this article any more
        </label>
      ))}
      <FieldDescription description={field.admin?.description} path={path} />
    </fieldset>
  )
}
