/** A stream of numbers from 0 to below 1. The same seed gives the same stream everywhere. */
export type Random = () => number

/** 32-bit FNV-1a over the UTF-16 units of a text. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0
  return hash
}

/** Mulberry32, seeded with a text. */
export function randomFrom(seed: string): Random {
  let state = hashOf(seed)
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export const between = (from: number, to: number, part: number): number => from + (to - from) * part

export const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))

/** One of two signs. */
export const signOf = (random: Random): 1 | -1 => (random() < 0.5 ? -1 : 1)
