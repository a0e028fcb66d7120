import { describe, expect, it } from 'vitest'
import { asPublicError, isUnavailable, PublicError } from '#publication/errors/index.ts'

const coded = (code: string, message = 'secret words') => Object.assign(new Error(message), { code })

const passing: [string, Error][] = [
  ['refused', coded('ECONNREFUSED')],
  ['reset', coded('ECONNRESET')],
  ['host not found', coded('ENOTFOUND')],
  ['shutting down', coded('57P01')],
  ['starting up', coded('57P03')],
  ['statement timeout', coded('57014')],
  ['too many connections', coded('53300')],
  ['connection failure', coded('08006')],
  ['deadlock', coded('40P01')],
  ['lock timeout', coded('55P03')],
  ['pool timeout', new Error('timeout exceeded when trying to connect')],
  ['cut connection', new Error('Connection terminated unexpectedly')],
  ['connect timeout', new Error('Connection terminated due to connection timeout')],
  ['wrapped by the query builder', new Error('Failed query: select', { cause: coded('ECONNREFUSED') })],
  ['every address refused', new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')])],
]

describe('asPublicError', () => {
  it.each(passing)('calls a database that does not answer unavailable: %s', (_, thrown) => {
    expect(isUnavailable(thrown)).toBe(true)
    expect(asPublicError(thrown)).toMatchObject({ kind: 'unavailable', status: 503, cause: thrown })
  })

  it.each([
    coded('42P01'),
    coded('22021'),
    coded('28P01'),
    coded('ENOENT'),
    new TypeError('x is not a function'),
    'a text',
    null,
    undefined,
    { code: 'ECONNREFUSED' },
  ])('calls everything else internal and repeats nothing of it: %s', (thrown) => {
    const error = asPublicError(thrown)
    expect(error).toMatchObject({ kind: 'internal', status: 500 })
    expect(error.message).not.toContain('secret words')
    expect(error.message).not.toContain('function')
  })

  it('ends on causes that refer to themselves', () => {
    const error = new Error('round')
    error.cause = error
    expect(isUnavailable(error)).toBe(false)
  })

  it('leaves a public error as it is', () => {
    const error = new PublicError('gone', 'Withdrawn.')
    expect(asPublicError(error)).toBe(error)
    expect(error).toMatchObject({ status: 410, message: 'Withdrawn.', parameters: [] })
  })
})
