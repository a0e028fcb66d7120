import type { ErrorKind } from '../errors/index.ts'

/** When a problem is answered, and what to do then. In the order of the documentation. */
export const problemWords: Record<ErrorKind, { when: string; remedy: string }> = {
  'invalid-parameter': {
    when: 'A parameter is unknown, given twice, badly encoded, or has a value that it cannot have.',
    remedy:
      'Read `errors`: it names each parameter that is wrong and says what would be right. The same request will fail again.',
  },
  'invalid-cursor': {
    when: 'A cursor was changed on the way, is not of this API, or belongs to a list with another order or other filters.',
    remedy:
      'Take cursors from `page.next`, `page.previous` or `Link` as they are, and keep the other parameters. Otherwise start again without it.',
  },
  'unreadable-request': {
    when: 'The address holds a broken percent-encoding, a control character or dot segments, or what came is not HTTP.',
    remedy: 'Encode the parts of the address with `encodeURIComponent`, or what your language calls it.',
  },
  'not-found': {
    when: 'Nothing is published at this address.',
    remedy:
      'Look for a misspelt slug. An article that was published once and renamed answers 308 instead, one that was withdrawn 410.',
  },
  'method-not-allowed': {
    when: 'The method is another one than GET, HEAD or OPTIONS.',
    remedy: 'This API can only be read. Headers that name another method change nothing.',
  },
  'request-timeout': {
    when: 'The request did not arrive whole in time.',
    remedy: 'Send it again.',
  },
  gone: {
    when: 'An article, a topic or an author was public here and has been withdrawn.',
    remedy: 'Delete your copy. `detail` says when it was withdrawn, and why if the editors say so.',
  },
  'address-too-long': {
    when: 'The address is longer than 8 KiB.',
    remedy: 'Give fewer or shorter parameters.',
  },
  'quota-exceeded': {
    when: 'Your address asked for more in a minute than one may. `RateLimit-Policy` says how much that is, `violated-policies` which quota is used up.',
    remedy:
      'Wait for as many seconds as `Retry-After` says. Ask again with `If-None-Match`: a 304 costs nothing. To follow what changes, use `/changes` instead of asking for everything.',
  },
  'headers-too-large': {
    when: 'The address and the headers together are larger than 16 KiB.',
    remedy: 'Send fewer or shorter headers; this API needs none.',
  },
  internal: {
    when: 'We made a mistake. Nothing of it is shown.',
    remedy: 'Try again; if it stays, write to us and quote `instance`.',
  },
  unavailable: {
    when: 'The database does not answer.',
    remedy: 'Come back after as many seconds as `Retry-After` says. Pages that are kept are still there.',
  },
}
