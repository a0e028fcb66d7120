import { type Drawing, drawPlate, type Ground, type PlateFormat, type PlateSpec, plateFormats } from './plate.ts'

export type Palette = { ground: string; line: string; opening: string; key: string }

/** sRGB of the site's colours; a picture by itself does not see the tokens of the page that shows it. */
const palettes: Record<Ground | 'chalkInTheDark', Palette> = {
  chalk: { ground: '#f1f2ee', line: '#0e1b33', opening: '#f6431f', key: '#1c44bd' },
  chalkInTheDark: { ground: '#0b1526', line: '#d9ddd8', opening: '#ff6338', key: '#87abf9' },
  blue: { ground: '#1c44bd', line: '#f1f2ee', opening: '#0e1b33', key: '#f1f2ee' },
  red: { ground: '#f6431f', line: '#0e1b33', opening: '#f1f2ee', key: '#0e1b33' },
}

const rules = ({ ground, line, opening, key }: Palette): string =>
  `.g{fill:${ground};stroke:${ground}}.l{fill:${line}}.b{fill:${opening};stroke:${ground}}.k{fill:${key};stroke:${ground}}`

/** Chalk follows the scheme of the page: in an `img`, `prefers-color-scheme` is that of the element. The others are printed matter. */
const styleOf = (ground: Ground): string =>
  ground === 'chalk'
    ? `${rules(palettes.chalk)}@media(prefers-color-scheme:dark){${rules(palettes.chalkInTheDark)}}`
    : rules(palettes[ground])

/** The parts of a drawing in the order in which they lie on each other, as markup. */
function partsOf({ width, height, lines, openings, cuts, keys, arrests }: Drawing): string {
  const path = (name: string, stroke: string, d: string) =>
    d === '' ? '' : `<path class="${name}" ${stroke} d="${d}"/>`
  return [
    path('g', 'stroke-width="0"', `M0 0h${width * 2}v${height * 2}H0z`),
    lines === '' ? '' : `<path class="l" d="${lines}"/>`,
    path('b', 'stroke-width="5" stroke-linejoin="round"', openings),
    path('b', 'stroke-width="0"', cuts),
    path('g', 'stroke-width="9"', keys),
    path('k', 'stroke-width="0"', keys),
    ...arrests.map(({ x, y, radius }) => `<circle class="k" cx="${x}" cy="${y}" r="${radius}" stroke-width="8"/>`),
  ].join('')
}

/** A drawing as an SVG document with its own style, for light and dark. */
export function svgOf(drawing: Drawing, attributes = ''): string {
  const box = `0 0 ${drawing.width * 2} ${drawing.height * 2}`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}"${attributes}><style>${styleOf(drawing.ground)}</style>${partsOf(drawing)}</svg>`
}

/** How a drawing lies in a picture that has its own size: its colours, and its parts in a box of `0 0 {2 × width} {2 × height}`. */
export const inPicture = (drawing: Drawing): { palette: Palette; style: string; parts: string } => ({
  palette: palettes[drawing.ground],
  style: rules(palettes[drawing.ground]),
  parts: partsOf(drawing),
})

/** The plate of an article in one of its formats, as an SVG document. */
export const plateSvg = (spec: PlateSpec, format: PlateFormat): string => svgOf(drawPlate(spec, plateFormats[format]))
