import type { Summary } from '#publication/edition/index.ts'
import { type PlateFormat, plateFormats } from '#publication/plate/index.ts'

const sizeOf = (format: PlateFormat) => {
  const { width, height } = plateFormats[format]
  return { width, height }
}

// Where pages go narrow: the head of an article loses its second column earlier than a card its place in a row.
const narrowBelow: Record<PlateFormat, string> = { '3x2': '46rem', '1x1': '46rem', wide: '64rem' }

type Props = {
  plate: NonNullable<Summary['plate']>
  /** slug of its article: an image of the same name on the next page is the same plate, which travels there */
  name: string
  format: PlateFormat
  /** what narrow screens get: a band (`wide`) below 64rem, the others below 46rem */
  narrow?: PlateFormat
  /** the one plate above the fold; every other one waits until it is near */
  priority?: boolean
  /** where what it shows stands beside it in words */
  decorative?: boolean
}

/**
 * The plate of an article. Its name in a view transition comes from `data-plate` (see plate.css), because no page
 * may hold an inline style; so a plate stands at most once on a page.
 */
export function Plate({ plate, name, format, narrow, priority = false, decorative = false }: Props) {
  const image = (
    <img
      className="plate"
      data-plate={`plate-${name}`}
      data-ground={plate.ground}
      src={plate[format]}
      {...sizeOf(format)}
      alt={decorative ? '' : plate.alt}
      {...(priority ? { fetchPriority: 'high' as const } : { loading: 'lazy' as const, decoding: 'async' as const })}
    />
  )
  if (narrow === undefined) return image
  return (
    <picture>
      <source media={`(width < ${narrowBelow[narrow]})`} srcSet={plate[narrow]} {...sizeOf(narrow)} />
      {image}
    </picture>
  )
}
