import { randomFrom } from '#publication/plate/index.ts'

const layers = 3
const side = 96
const gap = 3

type Layer = { left: string; right: string }

/** Where the two parts of each layer meet: at a slant, a little apart, elsewhere in every layer. */
function layersOf(name: string): Layer[] {
  const next = randomFrom(name.normalize('NFC'))
  const slant = (next() < 0.5 ? -1 : 1) * (6 + next() * 12)
  const height = side / layers
  return Array.from({ length: layers }, (_, layer) => {
    const [top, bottom] = [layer * height, (layer + 1) * height]
    const joint = Math.round(side * (0.28 + next() * 0.5))
    const [upper, lower] = [Math.round(joint + slant), Math.round(joint - slant)]
    return {
      left: `M0 ${top}H${upper}L${lower} ${bottom}H0z`,
      right: `M${upper + gap} ${top}H${side}V${bottom}H${lower + gap}z`,
    }
  })
}

/**
 * The mark of an author: a lap joint, three layers of two parts each, drawn from the name alone. The same name always
 * gives the same mark. Decorative: it stands beside the name.
 */
export function AuthorMark({ name }: { name: string }) {
  const [first, ...others] = layersOf(name)
  return (
    <svg className="author-mark" viewBox={`0 0 ${side} ${side}`} width={side} height={side} aria-hidden="true">
      <path className="joint-near" d={[first, ...others].map((layer) => layer?.left).join('')} />
      <path className="joint-far" d={[first, others[1]].map((layer) => layer?.right).join('')} />
      <path className="key" d={others[0]?.right} />
    </svg>
  )
}
