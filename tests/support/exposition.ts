/** One measured value of a metrics answer. */
export type Sample = { name: string; labels: Record<string, string>; value: number }
export type Exposition = { types: Map<string, string>; samples: Sample[] }

const name = '[a-zA-Z_:][a-zA-Z0-9_:]*'
const metadata = new RegExp(`^# (HELP|TYPE) (${name}) (.*)$`)
const sample = new RegExp(`^(${name})(?:\\{(.*)\\})? (\\S+)$`)
const label = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"(,|$)/y
const kinds = ['counter', 'gauge', 'histogram', 'summary', 'untyped']
const value = /^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?|[+-]?Inf|NaN)$/i

function labelsOf(text: string): Record<string, string> {
  const labels: Record<string, string> = {}
  for (let at = 0; at < text.length; at = label.lastIndex) {
    label.lastIndex = at
    const found = label.exec(text)
    if (!found?.[1]) throw new Error(`No label at “${text.slice(at)}”`)
    if (found[1] in labels) throw new Error(`The label ${found[1]} stands there twice`)
    labels[found[1]] = found[2] ?? ''
  }
  return labels
}

function numberOf(text: string): number {
  if (!value.test(text)) throw new Error(`“${text}” is no value`)
  return /inf/i.test(text) ? Number(`${text.startsWith('-') ? '-' : ''}Infinity`) : Number(text)
}

/** The metric that a sample belongs to: histograms and summaries have samples under names of their own. */
function familyOf(types: Map<string, string>, given: string): string {
  const base = given.replace(/_(bucket|sum|count)$/, '')
  return ['histogram', 'summary'].includes(types.get(base) ?? '') ? base : given
}

function checkBuckets(samples: Sample[]): void {
  const rows = new Map<string, Sample[]>()
  for (const each of samples.filter((one) => one.name.endsWith('_bucket') && 'le' in one.labels)) {
    const { le: _bound, ...rest } = each.labels
    const key = JSON.stringify([each.name, rest])
    rows.set(key, [...(rows.get(key) ?? []), each])
  }
  for (const [key, row] of rows) {
    if (row.at(-1)?.labels.le !== '+Inf') throw new Error(`The buckets of ${key} do not end with +Inf`)
    for (const [at, each] of row.entries())
      if (each.value < (row[at - 1]?.value ?? 0)) throw new Error(`The buckets of ${key} do not grow`)
  }
}

/**
 * Reads Prometheus' text format 0.0.4, strictly.
 * @throws Error naming what is wrong: no final line feed, an unknown line, a sample without a type before it, a series
 * that stands there twice, buckets that do not grow
 */
export function parseExposition(text: string): Exposition {
  if (!text.endsWith('\n')) throw new Error('The text does not end with a line feed')
  const types = new Map<string, string>()
  const samples: Sample[] = []
  const seen = new Set<string>()
  for (const line of text.split('\n')) {
    if (line === '') continue
    if (line.startsWith('#')) {
      const [, word, family = '', rest = ''] = metadata.exec(line) ?? []
      if (!word) throw new Error(`“${line}” is neither HELP nor TYPE`)
      if (word === 'HELP') continue
      if (!kinds.includes(rest) || types.has(family)) throw new Error(`“${line}” is no type, or comes twice`)
      types.set(family, rest)
      continue
    }
    const [, given = '', labels = '', number = ''] = sample.exec(line) ?? []
    if (!given) throw new Error(`“${line}” is no sample`)
    const read = { name: given, labels: labelsOf(labels), value: numberOf(number) }
    const key = JSON.stringify([given, Object.entries(read.labels).sort()])
    if (seen.has(key)) throw new Error(`${key} stands there twice`)
    seen.add(key)
    if (!types.has(familyOf(types, given))) throw new Error(`${given} has no type`)
    samples.push(read)
  }
  checkBuckets(samples)
  return { types, samples }
}

/** The value of one series, or the sum of all that have these labels; null when there is none. */
export function seriesValue(
  { samples }: Exposition,
  wanted: string,
  labels: Record<string, string> = {},
): number | null {
  const found = samples.filter(
    (each) => each.name === wanted && Object.entries(labels).every(([key, is]) => each.labels[key] === is),
  )
  return found.length === 0 ? null : found.reduce((sum, each) => sum + each.value, 0)
}
