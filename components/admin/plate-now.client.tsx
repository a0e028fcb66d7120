'use client'

import { useDocumentInfo, useField, useFormFields } from '@payloadcms/ui'
import { useId, useMemo } from 'react'
import { plateAlt, plateFormats, plateSvg } from '#publication/plate/index.ts'
import { usePlateSpec } from './use-plate-spec.ts'
import './admin.css'

/** Sheets that an article can choose from; behind the last one comes the first. */
const sheets = 100

/** At the head of an article's sidebar: the plate as it would be published now, and the way to another sheet of it. */
export function PlateNow() {
  const spec = usePlateSpec()
  const title = useFormFields(([fields]) => fields['title']?.value as string | undefined) ?? ''
  const { hasSavePermission } = useDocumentInfo()
  const { value, setValue, disabled } = useField<number | null>({ path: 'cover.variant' })
  const plate = useMemo(
    () => (spec === null || spec === 'incomplete' ? null : { svg: plateSvg(spec, '3x2'), spec }),
    [spec],
  )
  const name = useId()
  const { width, height } = plateFormats['3x2']
  const variant = value ?? 0
  const turn = (by: number) => setValue((variant + by + sheets) % sheets)
  return (
    <section className="field-type plate-now" aria-labelledby={name}>
      <h3 className="field-label" id={name}>
        The plate as it would be published now
      </h3>
      {spec === 'incomplete' && (
        <p className="field-description">It is drawn as soon as there are a title and a topic.</p>
      )}
      {spec === null && <div className="plate-now__place" />}
      {plate !== null && (
        <figure>
          <img src={`data:image/svg+xml,${encodeURIComponent(plate.svg)}`} width={width} height={height} alt="" />
          <figcaption className="field-description">{plateAlt(title, plate.spec)}</figcaption>
        </figure>
      )}
      {hasSavePermission && !disabled && (
        <div className="plate-now__turn">
          <button type="button" className="body-bar__button" onClick={() => turn(1)}>
            Turn the sheet
          </button>
          <button type="button" className="body-bar__button" onClick={() => turn(-1)}>
            Turn back
          </button>
          <span role="status">
            Sheet {variant + 1} of {sheets}
          </span>
        </div>
      )}
    </section>
  )
}
