import { expect, it } from 'vitest'
import { judge } from '../../soak/judge.ts'
import type { Answer } from '../../soak/readers.ts'
import { Faults } from '../../soak/scenario.ts'

const outage = { begun: 10_000, ended: 40_000, recovered: 41_000 }

function faultsOf(answer: Partial<Answer>): string[] {
  const faults = new Faults()
  const refusal = { path: '/articles/never-published-7', status: 503, retryAfter: '10', at: 20_000, ms: 20 }
  judge(faults, [{ ...refusal, revision: null, body: '', ...answer }], ['/'], outage)
  return faults.list()
}

it('refusals are taken while it lasts, also by those who were being answered as it began', () => {
  expect(faultsOf({})).toEqual([])
  expect(faultsOf({ at: 9_990, ms: 1_500 })).toEqual([])
  expect(faultsOf({ at: 40_500 })).toEqual([])
})

it.each<[string, Partial<Answer>]>([
  ['answered before it began', { at: 9_900, ms: 20 }],
  ['asked ten seconds after it', { at: 50_001 }],
  ['without a time to come back', { retryAfter: undefined }],
  ['with another status', { status: 500 }],
  ['with no answer', { status: 0, retryAfter: undefined }],
  ['a page that would be found', { status: 200 }],
])('%s is a fault', (_, answer) => {
  expect(faultsOf(answer)).toContain(`/articles/never-published-n answered ${answer.status ?? 503}`)
})

it('so is a refusal that took three seconds, one after the first good answer, and a page seen before that is not there', () => {
  expect(faultsOf({ ms: 3_000 })).toEqual(['a refusal took three seconds or more'])
  expect(faultsOf({ at: 41_001 })).toEqual(['a reader was refused after the first good answer'])
  expect(faultsOf({ path: '/' })).toEqual(['a page that had been seen answered 503'])
  expect(faultsOf({ path: '/', status: 200 })).toEqual([])
})
