import { keysOf, type PlateSpec } from './plate.ts'

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

const leftOpen = (breaks: number, open: number): string =>
  breaks === 1 ? 'it is' : open === breaks ? 'all are' : `${open} ${open === 1 ? 'is' : 'are'}`

/** The text alternative of a plate: what is to be seen and counted on it. */
export function plateAlt(title: string, spec: PlateSpec): string {
  const head = `Plate for “${title}”:`
  const { breaks, open } = spec
  if (breaks === 0) return `${head} load lines run straight through, with nothing in their way.`
  const keys = keysOf(spec)
  const carried = keys === 0 ? '' : `; ${counted(keys, 'key')} ${keys === 1 ? 'carries' : 'carry'} the load across`
  const end =
    open === 0 ? 'the fracture is stopped' : `${leftOpen(breaks, open)} left open, and the fracture runs through`
  return `${head} load lines go round ${counted(breaks, 'opening')}, one for each break${carried}; ${end}.`
}
