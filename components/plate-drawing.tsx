import type { ReactNode } from 'react'
import type { Drawing } from '#publication/plate/index.ts'

type Props = {
  drawing: Drawing
  /** what is to be seen; without it the drawing is decoration */
  label?: string
  /** whether it fills its box, cut at the edges, in place of being seen whole */
  isBand?: boolean
  /** lies over the drawing, in half pixels of it */
  children?: ReactNode
}

/** A plate drawn into the page, in the page's own colours: for pages that must need no other file. */
export function PlateDrawing({ drawing, label, isBand = false, children }: Props) {
  const { width, height, ground, arrests } = drawing
  const frame = {
    className: `sheet sheet-${ground}`,
    viewBox: `0 0 ${width * 2} ${height * 2}`,
    preserveAspectRatio: isBand ? 'xMidYMid slice' : undefined,
  }
  const parts = (
    <>
      <g className="sheet-drawing">
        <path className="sheet-ground" d={`M0 0h${width * 2}v${height * 2}H0z`} />
        <path className="sheet-lines" d={drawing.lines} />
        {drawing.openings && <path className="sheet-openings" d={drawing.openings} />}
        {drawing.cuts && <path className="sheet-cuts" d={drawing.cuts} />}
        {drawing.keys && <path className="sheet-keys" d={drawing.keys} />}
        {arrests.map(({ x, y, radius }) => (
          <circle className="sheet-arrest" key={`${x} ${y}`} cx={x} cy={y} r={radius} />
        ))}
      </g>
      {children}
    </>
  )
  return label === undefined ? (
    <svg {...frame} aria-hidden="true">
      {parts}
    </svg>
  ) : (
    <svg {...frame} role="img" aria-label={label}>
      {parts}
    </svg>
  )
}
