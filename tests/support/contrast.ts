type Colour = { lightness: number; chroma: number; hue: number }

/** Colours of the form `--name: light-dark(oklch(…), oklch(…))` in a style sheet, by name. */
export function coloursIn(css: string): Map<string, { light: Colour; dark: Colour }> {
  const one = String.raw`oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)`
  const pair = new RegExp(String.raw`--([a-z0-9-]+): light-dark\(${one}, ${one}\)`, 'g')
  const colour = ([lightness = 0, chroma = 0, hue = 0]: number[]): Colour => ({ lightness, chroma, hue })
  return new Map(
    [...css.matchAll(pair)].map(([, name = '', ...numbers]) => {
      const values = numbers.map(Number)
      return [name, { light: colour(values.slice(0, 3)), dark: colour(values.slice(3)) }]
    }),
  )
}

/** Relative luminance (WCAG 2) of what sRGB can show of a colour. The matrices are those of CSS Color 4. */
function luminance({ lightness, chroma, hue }: Colour): number {
  const [a, b] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)]
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const inside = (value: number) => Math.min(1, Math.max(0, value))
  const red = inside(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)
  const green = inside(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)
  const blue = inside(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** The ratio of WCAG 2, from 1 to 21. */
export function contrast(one: Colour | undefined, other: Colour | undefined): number {
  if (!one || !other) throw new Error('a colour is missing')
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}
