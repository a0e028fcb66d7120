type Format = '3x2' | '1x1' | 'wide'
type Ground = 'chalk' | 'blue' | 'red'

/** Addresses of the plate of one article, and what is to be seen on it. */
export type PlateImages = Record<Format, string> & { alt: string; ground: Ground }

const sizes: Record<Format, { width: number; height: number }> = {
  '3x2': { width: 1200, height: 800 },
  '1x1': { width: 800, height: 800 },
  wide: { width: 1600, height: 640 },
}

// Where pages go narrow: the head of an article loses its second column earlier than a card its place in a row.
const narrowBelow: Record<Format, string> = { '3x2': '46rem', '1x1': '46rem', wide: '64rem' }

type Props = {
  plate: PlateImages
  /** slug of its article: an image of the same name on the next page is the same plate, which travels there */
  name: string
  format: Format
  /** what narrow screens get: a band (`wide`) below 64rem, the others below 46rem */
  narrow?: Format
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
      {...sizes[format]}
      alt={decorative ? '' : plate.alt}
      {...(priority ? { fetchPriority: 'high' as const } : { loading: 'lazy' as const, decoding: 'async' as const })}
    />
  )
  if (narrow === undefined) return image
  return (
    <picture>
      <source media={`(width < ${narrowBelow[narrow]})`} srcSet={plate[narrow]} {...sizes[narrow]} />
      {image}
    </picture>
  )
}
