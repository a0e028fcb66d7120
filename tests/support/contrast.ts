import { clampChroma, formatHex, wcagContrast } from 'culori'

/** Colours of the form `--name: light-dark(oklch(…), oklch(…))` in a style sheet, by name. */
export function coloursIn(css: string): Map<string, { light: string; dark: string }> {
  const pair = /--([a-z0-9-]+): light-dark\((oklch\([^)]*\)), (oklch\([^)]*\))\)/g
  return new Map([...css.matchAll(pair)].map(([, name = '', light = '', dark = '']) => [name, { light, dark }]))
}

type Colours = [one: string | undefined, other: string | undefined]

function ratio(colours: Colours, shown: (colour: string) => string | undefined): number {
  const [first, second] = colours.map((colour) => shown(colour ?? ''))
  if (!first || !second) throw new Error(`${colours.join(' or ')} is no colour`)
  return wcagContrast(first, second)
}

/** The ratio of WCAG 2, from 1 to 21, between two colours in the notation of CSS, as browsers paint them on sRGB: clipped. */
export const contrast = (...colours: Colours): number => ratio(colours, formatHex)

/** The same when what sRGB has not is made less colourful, at the same lightness. The design was measured in this way. */
export const contrastInGamut = (...colours: Colours): number =>
  ratio(colours, (colour) => formatHex(clampChroma(colour, 'oklch')))
