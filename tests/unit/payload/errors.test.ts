import { APIError } from 'payload'
import { describe, expect, it } from 'vitest'
import { inPlainWords } from '#payload/errors.ts'

const given = (error: Error) =>
  inPlainWords({ error, result: { errors: [{ message: 'Something went wrong.' }] } } as never) as {
    status?: number
    response: { errors: { message: string }[] }
  }

const from = (cause: object) =>
  Object.assign(new Error('Failed query: insert'), { cause: Object.assign(new Error(), cause) })

describe('failures of a save', () => {
  it.each([
    [
      'the disk of Postgres',
      { code: '53100', message: 'could not extend file "base/1": No space left on device' },
      507,
    ],
    ['a disk of files', { code: 'ENOSPC', message: 'ENOSPC: no space left on device, write' }, 507],
    ['Postgres that shuts down', { code: '57P01', message: 'terminating connection' }, 503],
    ['a connection that is refused', { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' }, 503],
    ['a pool with nothing to lend', { message: 'timeout exceeded when trying to connect' }, 503],
  ])('of %s are told in words, and nothing else of them', (_what, cause, status) => {
    const answer = given(from(cause))
    expect(answer.status).toBe(status)
    const [{ message = '' } = {}] = answer.response.errors
    expect(message).toMatch(/not (saved|made)/)
    expect(message).not.toMatch(/53100|ENOSPC|ECONNREFUSED|insert|timeout/)
  })

  it('that are mistakes of ours stay what they are', () => {
    expect(given(new TypeError('x is not a function'))).toEqual({
      response: { errors: [{ message: 'Something went wrong.' }] },
    })
  })

  it('that were made to be read keep their words', () => {
    const refusal = new APIError('The slug is taken.', 409, undefined, true)
    expect(given(refusal).response.errors[0]?.message).toBe('The slug is taken.')
  })
})
