import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asWritten, inert } from '#publication/failures/csv.ts'
import { failuresCsv } from '#publication/failures/index.ts'
import { rowsOf } from '#tests/support/csv-rows.ts'
import { failureOf, hostile, origin } from './failures.ts'

const starts = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']
const before = ['', ' ', '"', "'", '""', '\u00a0', '\ufeff', '\u200b', '“', '\u3000', ' "\' ']

describe('a cell', () => {
  it.each(starts.flatMap((sign) => before.map((text) => [text, sign])))('begins no formula as %j%j', (text, sign) => {
    const cell = `${text}${sign}1+1|' /C calc'!A0`
    expect(inert(cell)).toBe(`'${inert(cell).slice(1)}`)
    expect(asWritten(inert(cell))).toBe(cell)
  })

  it.each([';', '\t', '\r', '\n', ';  "'])('begins none where another reading cuts it: %j', (cut) => {
    expect(inert(`Quiet${cut}=1+1`)).not.toMatch(/[;\t\r\n][\s"]*=/)
    expect(asWritten(inert(`Quiet${cut}=1+1`))).toBe(`Quiet${cut}=1+1`)
  })

  it.each([
    'Retries arrive together',
    '“Paid” is set',
    'a - b',
    "don't",
    "'quoted'",
    '2 = 1 + 1',
    'é',
    '',
    'a, -b',
    'a@b',
  ])('stays as it is: %s', (text) => {
    expect(inert(text)).toBe(text)
    expect(asWritten(text)).toBe(text)
  })

  it('is read back as it was written, whatever it holds, and never begins a formula', () => {
    const signs = fc.array(fc.oneof(fc.constantFrom(...starts, ...before, ';', 'x'), fc.string()), { maxLength: 12 })
    fc.assert(
      fc.property(signs, (parts) => {
        const text = parts.join('')
        expect(asWritten(inert(text))).toBe(text)
        expect(inert(text)).not.toMatch(/^[\s"]*[=+\-@\uff1d\uff0b\uff0d\uff20]/)
      }),
    )
  })
})

describe('the index as CSV', () => {
  const failures = hostile.map((title, at) =>
    failureOf(at, { title, shows: title, cost: title, holds: [title, title], article: title }),
  )

  it('has a line of names and one of each break, every field in quotes, for spreadsheets that look for a mark', () => {
    const csv = failuresCsv([failureOf(1, { shows: 'Two captures' })], origin)
    expect(csv).toBe(
      '\ufeff"id","break","shows","scale","users","cost","status","holds","holds cost","teardown","published","url"\r\n' +
        '"queues-1.b1","Break 1","Two captures","10k users","10000","","open","","","Queues","2026-09-08T08:00:00.000Z","https://example.org/failures/queues-1.b1"\r\n',
    )
  })

  it('gives every hostile text back, and as many fields in every row', () => {
    const [head = [], ...rows] = rowsOf(failuresCsv(failures, origin))
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([head.length]))
    for (const [at, row] of rows.entries()) {
      const cell = (name: string) => asWritten(row[head.indexOf(name)] ?? '')
      for (const name of ['break', 'shows', 'cost', 'teardown']) expect(cell(name)).toBe(hostile[at])
      expect(cell('holds')).toBe(`${hostile[at]} · ${hostile[at]}`)
    }
  })
})
