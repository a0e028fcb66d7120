/** One line of the table. */
export type Figure = {
  part: string
  name: string
  value: number
  unit: 'ms' | 'MB' | 'req/s' | '%' | '×' | 'of 100'
  /** What is wanted; nothing is asserted, because machines differ. */
  aim?: string
  note?: string
}

/** The value below which this share of the values lies, by nearest rank. */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

export const median = (values: number[]): number => percentile(values, 0.5)

function shown({ value, unit }: Figure): string {
  if (!Number.isFinite(value)) return '–'
  const digits =
    unit === 'ms' && value < 1
      ? 3
      : unit === 'ms' && value < 20
        ? 2
        : unit === '×'
          ? 2
          : unit === 'req/s' || unit === 'of 100'
            ? 0
            : 1
  return `${value.toFixed(digits)} ${unit}`
}

/** The figures as text, one line each, a heading for each part. */
export function tableOf(figures: Figure[]): string {
  const nameWidth = Math.max(...figures.map(({ name }) => name.length))
  const valueWidth = Math.max(...figures.map((figure) => shown(figure).length))
  let part = ''
  const lines: string[] = []
  for (const figure of figures) {
    if (figure.part !== part) lines.push('', figure.part)
    part = figure.part
    const remarks = [figure.aim && `aim ${figure.aim}`, figure.note].filter(Boolean).join('; ')
    lines.push(`  ${figure.name.padEnd(nameWidth)}  ${shown(figure).padStart(valueWidth)}  ${remarks}`.trimEnd())
  }
  return lines.join('\n')
}
