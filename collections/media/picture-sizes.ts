import type { ImageSize } from 'payload'

/** Widths of the smaller copies, in pixels. None is made that would be wider than the picture itself. */
const widths = [480, 960, 1600] as const

const nameOf = (width: number): string => `w${width}`

/**
 * What Payload makes of every picture, in the picture's own format, named `{name}-{width}x{height}`. Without `inside` it
 * would cut a pixel or two off, around the focal point.
 */
export const imageSizes: ImageSize[] = widths.map((width) => ({ name: nameOf(width), width, fit: 'inside' }))

type Kept = { filename?: string | null; width?: number | null; height?: number | null }
type Sized = { width?: number | null; sizes?: Record<string, Kept | null> | null }
type Size = { filename: string; width: number; height: number }

/** The copies that a media row names, by the name of their size. */
export const copiesOf = (doc: Sized): Map<string, Size> =>
  new Map(
    widths.map(nameOf).flatMap((name): [string, Size][] => {
      const { filename, width, height } = doc.sizes?.[name] ?? {}
      return filename && width && height ? [[name, { filename, width, height }]] : []
    }),
  )

/** Those that are smaller than the picture, the narrowest first. */
export const smallerOf = (doc: Sized): Size[] =>
  [...copiesOf(doc).values()].filter(({ width }) => width < (doc.width ?? 0))
