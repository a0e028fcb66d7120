import type { ImageSize } from 'payload'

/** Widths of the smaller copies, in pixels. None is made that would be as wide as the picture itself, or wider. */
const widths = [480, 960, 1600] as const

const nameOf = (width: number): string => `w${width}`

/** What Payload makes of every picture, of its own kind and uncropped; named `{name}-{width}x{height}`. */
export const imageSizes: ImageSize[] = widths.map((width) => ({ name: nameOf(width), width }))

type Kept = { filename?: string | null; width?: number | null; height?: number | null }
type Sized = { sizes?: Record<string, Kept | null> | null }

/** The smaller copies that a media row names, the narrowest first. */
export const sizesOf = (doc: Sized): { name: string; filename: string; width: number; height: number }[] =>
  widths.map(nameOf).flatMap((name) => {
    const { filename, width, height } = doc.sizes?.[name] ?? {}
    return filename && width && height ? [{ name, filename, width, height }] : []
  })
