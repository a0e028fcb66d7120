'use client'

import { SKIP_DOM_SELECTION_TAG } from '@payloadcms/richtext-lexical/lexical'
import { useLexicalComposerContext } from '@payloadcms/richtext-lexical/lexical/react/LexicalComposerContext'
import { useAllFormFields, useFormModified } from '@payloadcms/ui'
import type { FormState } from 'payload'
import { reduceFieldsToValues } from 'payload/shared'
import { useEffect, useRef } from 'react'
import { $blockAround } from './block-around.ts'

/** After the form's own way, which takes a quarter of a second and the server's answer, has had its chance. */
const patienceMs = 700

/** What the form holds, as the block keeps it; an array without rows is a number there, and nothing here. */
function valuesOf(fields: FormState): Record<string, unknown> {
  const kept = Object.entries(fields).filter(([, field]) => !(Array.isArray(field.rows) && 'value' in field))
  return reduceFieldsToValues(Object.fromEntries(kept), true)
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

/**
 * Shows nothing, and keeps a block in step with its form. What is typed while the server answers the form, less than a
 * quarter of a second before the answer comes, is taken by the form for part of that answer and never handed to the
 * block: it can be read in the editor, and is not stored (`fieldReducer` of Payload 3.90, MERGE_SERVER_STATE). A form
 * that nobody has touched is left alone: to open an article is not to change it.
 */
export function InStep() {
  const [editor] = useLexicalComposerContext()
  const [fields] = useAllFormFields()
  const isTouched = useFormModified()
  const place = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (!isTouched) return
    const timer = setTimeout(() => {
      const values = valuesOf(fields)
      editor.update(
        () => {
          const block = $blockAround(place.current)
          const kept = block?.getFields() as Record<string, unknown> | undefined
          if (!block || !kept) return
          // The id of a finding goes the other way: from the block to its form.
          const late = Object.entries(values).filter(
            ([name, value]) => name !== 'findingId' && !isSame(value, kept[name]),
          )
          if (late.length > 0) block.setFields({ ...block.getFields(), ...Object.fromEntries(late) } as never, true)
        },
        // A change like any other: one that is merged into the history is not heard by the article's own form.
        { tag: SKIP_DOM_SELECTION_TAG },
      )
    }, patienceMs)
    return () => clearTimeout(timer)
  }, [editor, fields, isTouched])
  return <span ref={place} hidden />
}
