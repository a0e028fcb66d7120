'use client'

import { useConfig, useFormFields } from '@payloadcms/ui'
import type { UIFieldClientComponent } from 'payload'
import { useEffect, useRef } from 'react'
import { Problem, type SaidProblem } from './problem.tsx'
import { beside, useChecked } from './use-checked.ts'

const elements = new Set([
  'svg',
  'g',
  'path',
  'rect',
  'circle',
  'ellipse',
  'polygon',
  'polyline',
  'line',
  'text',
  'tspan',
  'title',
  'defs',
  'marker',
])

/** The server's drawing as elements of this page: shapes and text alone, without handlers, styles and addresses. */
function adopted(markup: string): Element | null {
  const parsed = new DOMParser().parseFromString(markup, 'image/svg+xml').documentElement
  const all = [parsed, ...parsed.querySelectorAll('*')]
  if (parsed.localName !== 'svg' || all.some((element) => !elements.has(element.localName))) return null
  const isUnsafe = ({ name, value }: Attr) => /^on|^style$|href$/i.test(name) || /javascript:|url\((?!#)/i.test(value)
  if (all.some((element) => [...element.attributes].some(isUnsafe))) return null
  return document.adoptNode(parsed)
}

type Said = { svg?: string; problem?: SaidProblem }

/** Below a diagram's source: the drawing, or the line that cannot be drawn. */
export const DiagramPreview: UIFieldClientComponent = ({ path }) => {
  const { api } = useConfig().config.routes
  const source = useFormFields(([fields]) => fields[beside(path, 'source')]?.value as string | undefined) ?? ''
  const title = useFormFields(([fields]) => fields[beside(path, 'title')]?.value as string | undefined) ?? ''
  const isAsked = source.trim() !== ''
  const said = useChecked<Said>(`${api}/articles/diagram-preview`, isAsked ? { source, title } : null)
  const frame = useRef<HTMLDivElement>(null)
  const svg = isAsked ? (said?.svg ?? '') : ''
  useEffect(() => {
    const drawing = svg === '' ? null : adopted(svg)
    frame.current?.replaceChildren(...(drawing ? [drawing] : []))
  }, [svg])
  return (
    <div className="field-type">
      <Problem problem={isAsked ? (said?.problem ?? null) : null} text={source} advice="Readers would miss it." />
      <div ref={frame} className="diagram-preview" />
    </div>
  )
}
