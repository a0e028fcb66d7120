import type { Failure } from '#publication/edition/index.ts'

export const origin = 'https://example.org'
export const hostile = [
  '</script> & "é" ]]>',
  '=HYPERLINK("https://example.com/?"&A1,"See")',
  '| a | b |\n| - | - |',
  '[x](javascript:alert(1)) <img src=x onerror=alert(1)> `code` *bold* _it_ \\',
  'line\r\nend\ttab',
  '\u2028',
]

type Given = { title?: string; shows?: string | null; cost?: string | null; holds?: string[]; article?: string }

/** A break as the index has it. */
export function failureOf(number: number, given: Given = {}): Failure {
  const { title = `Break ${number}`, shows = null, cost = null, holds = [], article = 'Queues' } = given
  const slug = `queues-${number}`
  return {
    finding: {
      id: 'b1',
      kind: 'break',
      title,
      shows,
      scale: '10k users',
      cost,
      status: holds.length === 0 ? 'open' : 'held',
      heldBy: holds.map((_, at) => `h${at + 1}`),
      article: {
        id: 'a',
        slug,
        path: `/articles/${slug}`,
        title: article,
        publishedAt: '2026-09-08T08:00:00.000Z',
        load: 'footing',
      },
    },
    holds: holds.map((hold, at) => ({
      id: `h${at + 1}`,
      kind: 'hold',
      title: hold,
      answers: ['b1'],
      cost: 'one table',
      verifiedSince: null,
    })),
    users: 10_000,
    letter: 'b',
  }
}
