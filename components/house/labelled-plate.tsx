import { type Drawing, drawPlate, type PlateSpec } from '#publication/plate/index.ts'
import { PlateDrawing } from '../plate-drawing.tsx'
import { type Place, placesOn } from './places-on.ts'

/** Five breaks, three keys, one gap torn through: every part that a plate can have but the hole that stops a crack. */
const spec: PlateSpec = {
  seed: 'how-to-read-a-plate',
  load: 'column',
  breaks: 5,
  holds: 3,
  open: 1,
  variant: 0,
  calm: false,
}
const size = { width: 720, height: 480, pitch: 15, points: 6200 }

/** How near to the edge of the sheet a number may stand, in half pixels. */
const margin = 70

/** A number beside the drawing, above or below the part, with a line to it. */
function Pointer({ number, to, lift, drawing }: { number: number; to: Place; lift: number; drawing: Drawing }) {
  const x = Math.round(Math.min(Math.max(to.x * drawing.width * 2, margin), drawing.width * 2 - margin))
  const y = Math.round(to.y * drawing.height * 2)
  const at = y + lift
  return (
    <g className="pointer">
      {lift !== 0 && <path className="pointer-gap" d={`M${x} ${at}V${y}`} />}
      {lift !== 0 && <path className="pointer-line" d={`M${x} ${at}V${y}`} />}
      {lift !== 0 && <circle className="pointer-tip" cx={x} cy={y} r="9" />}
      <circle className="pointer-plate" cx={x} cy={at} r="50" />
      <text x={x} y={at} textAnchor="middle" dominantBaseline="central">
        {number}
      </text>
    </g>
  )
}

let drawn: Drawing | undefined

/** One plate with a number on each of its parts. */
export function LabelledPlate() {
  drawn ??= drawPlate(spec, size)
  const { lines, opening, key, gap, edge } = placesOn(drawn)
  const pointers = [
    { to: lines, lift: 0 },
    { to: opening, lift: -320 },
    { to: key, lift: 260 },
    { to: gap, lift: -260 },
    { to: edge, lift: 260 },
  ]
  return (
    <PlateDrawing
      drawing={drawn}
      label="A plate with a number on each of its five parts. The list after it names them."
    >
      {pointers.map((pointer, index) => (
        <Pointer key={`${pointer.to.x} ${pointer.to.y}`} number={index + 1} drawing={drawn as Drawing} {...pointer} />
      ))}
    </PlateDrawing>
  )
}
