import type { Found } from '#publication/edition/index.ts'
import { PublicError } from '#publication/errors/index.ts'
import type { Move } from './prepared.ts'

/**
 * What is to be done about what an address leads to: show the value, or lead on.
 * @param movedTo the address of the same form under another path
 * @param unknown what is said where nothing is
 * @throws PublicError `gone`, or what `unknown` gives
 */
export function settled<T>(
  found: Found<T> & { revision: number },
  movedTo: (path: string) => string,
  unknown: () => PublicError,
): { value: T } | { answer: Move } {
  switch (found.kind) {
    case 'current':
      return { value: found.value }
    case 'moved':
      return { answer: { status: 308, location: movedTo(found.to), revision: found.revision } }
    case 'gone':
      throw new PublicError(
        'gone',
        [`Withdrawn on ${found.at.slice(0, 10)}.`, found.reason].filter(Boolean).join(' '),
        {
          revision: found.revision,
        },
      )
    case 'unknown':
      throw Object.assign(unknown(), { revision: found.revision })
  }
}
