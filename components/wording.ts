import type { Break, Finding, Hold } from '#publication/article/index.ts'

const words = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
  'twenty',
] as const

/** `no` to `twenty`, then digits: how a number reads in a sentence. */
export const inWords = (count: number): string => words[count] ?? String(count)

const named = (count: string, number: number, noun: string): string => `${count} ${noun}${number === 1 ? '' : 's'}`

/** `1 break`, `6 breaks`, `no breaks`: a count beside a picture, where digits are read faster. */
export const counted = (count: number, noun: string): string => named(count === 0 ? 'no' : String(count), count, noun)

/** `six breaks`, `one break`, `no breaks`. */
export const countedInWords = (count: number, noun: string): string => named(inWords(count), count, noun)

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The findings of an article, apart and counted. `open` are the breaks that no hold answers. */
export function tallyOf(findings: readonly Finding[]): { breaks: Break[]; holds: Hold[]; open: number; label: string } {
  const breaks = findings.filter((finding) => finding.kind === 'break')
  const holds = findings.filter((finding) => finding.kind === 'hold')
  const open = breaks.filter((finding) => finding.status === 'open').length
  const label = `${counted(breaks.length, 'break')}, ${counted(holds.length, 'hold')}`
  return { breaks, holds, open, label }
}
