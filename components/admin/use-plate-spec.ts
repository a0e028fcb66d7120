import { useConfig, useFormFields } from '@payloadcms/ui'
import { useEffect, useMemo, useState } from 'react'
import type { LoadCase } from '#publication/article/index.ts'
import type { PlateSpec } from '#publication/plate/index.ts'
import { ask } from './ask.ts'
import { countFindings, findingsIn } from './finding-counts.ts'
import { seedOf } from './seed-of.ts'

/** A text that has stood still for a while. */
function useSettled(text: string, waitMs = 150): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), waitMs)
    return () => clearTimeout(timer)
  }, [text, waitMs])
  return settled
}

/** The load case of a topic, asked for anew when another topic is chosen; null while it is not known. */
function useLoadCase(topic: string): LoadCase | null {
  const { api } = useConfig().config.routes
  const [known, setKnown] = useState<{ topic: string; load: LoadCase } | null>(null)
  useEffect(() => {
    if (topic === '') return
    const asked = new AbortController()
    ask<{ loadCase: LoadCase }>(`${api}/topics/${topic}?depth=0&select[loadCase]=true`, undefined, asked.signal)
      .then(({ loadCase }) => setKnown({ topic, load: loadCase }))
      // Its place stays empty; the next choice asks again.
      .catch(() => undefined)
    return () => asked.abort()
  }, [api, topic])
  return known?.topic === topic ? known.load : null
}

/**
 * What the plate is drawn from if the article is published as it stands in the form, saved or not: `incomplete` while it
 * has neither slug nor title, or no topic; null until the topic's load case is known. Words settle first; a turned sheet
 * is shown at once.
 */
export function usePlateSpec(): PlateSpec | 'incomplete' | null {
  const topic = useFormFields(([fields]) => {
    const first: unknown = Array.isArray(fields['topics']?.value) ? fields['topics'].value[0] : undefined
    return typeof first === 'number' || typeof first === 'string' ? String(first) : ''
  })
  const words = useFormFields(([fields]) => {
    const { breaks, holds, open } = countFindings(findingsIn(fields['body']?.value))
    return JSON.stringify({
      seed: seedOf(fields['slug']?.value, fields['title']?.value),
      breaks,
      holds,
      open: open.length,
    })
  })
  const variant = useFormFields(([fields]) => Number(fields['cover.variant']?.value) || 0)
  const calm = useFormFields(([fields]) => fields['cover.calm']?.value === true)
  const load = useLoadCase(topic)
  const settled = useSettled(words)
  return useMemo(() => {
    const counted = JSON.parse(settled) as Pick<PlateSpec, 'seed' | 'breaks' | 'holds' | 'open'>
    if (counted.seed === '' || topic === '') return 'incomplete'
    return load === null ? null : { ...counted, load, variant, calm }
  }, [settled, topic, load, variant, calm])
}
