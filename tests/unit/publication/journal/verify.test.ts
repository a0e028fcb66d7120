import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashOf, type JournalRow } from '#publication/journal/chain.ts'
import type { Claim } from '#publication/journal/checkpoint.ts'
import { Faults } from '#publication/journal/faults.ts'
import { verify } from '#publication/journal/verify.ts'
import { arbitraryJournal, chained } from './rows.ts'

const entry = (actor: string) => canonicalize({ at: '2026-11-24T12:00:00.000Z', verb: 'v', subject: 's', actor }) ?? ''
const claimOf = ({ seq, hash }: { seq: number; hash: string }): Claim => ({
  at: '2026-11-24T12:00:00.000Z',
  hash,
  origin: 'https://example.org',
  seq,
  version: 1,
})
const problems = async (rows: JournalRow[], claims: Claim[] = []) =>
  (await verify(rows, claims)).faults.kept.map(({ seq, problem }) => `${seq}: ${problem}`)

type Mutation = { name: string; apply: (rows: JournalRow[], index: number, other: string) => JournalRow[] }
const set = (rows: JournalRow[], index: number, change: Partial<JournalRow>): JournalRow[] => {
  const row = rows[index]
  return row ? rows.with(index, { ...row, ...change }) : rows
}
const mutations: Mutation[] = [
  { name: 'text', apply: (rows, index, other) => set(rows, index, { entry: entry(other) }) },
  { name: 'text of any kind', apply: (rows, index, other) => set(rows, index, { entry: other }) },
  { name: 'hash', apply: (rows, index) => set(rows, index, { hash: 'f'.repeat(64) }) },
  { name: 'previous', apply: (rows, index) => set(rows, index, { previous: 'f'.repeat(64) }) },
  { name: 'number', apply: (rows, index) => set(rows, index, { seq: index + 1 + rows.length }) },
  // The last entry cut off shows itself by a checkpoint alone, so it is left out here.
  { name: 'deletion', apply: (rows, index) => rows.toSpliced(Math.min(index, rows.length - 2), 1) },
  { name: 'doubling', apply: (rows, index) => rows.toSpliced(index, 0, ...rows.slice(index, index + 1)) },
  {
    name: 'insertion',
    apply: (rows, index, other) => {
      const previous = rows[index]?.previous ?? ''
      const text = entry(other)
      const made = { seq: index + 1, previous, entry: text, hash: hashOf(previous, index + 1, text) }
      return [...rows.slice(0, index), made, ...rows.slice(index).map((row) => ({ ...row, seq: row.seq + 1 }))]
    },
  },
  {
    name: 'swap',
    apply: (rows, index) => {
      const next = (index + 1) % rows.length
      const [one, two] = [rows[index], rows[next]]
      return one && two ? set(set(rows, index, { ...two, seq: one.seq }), next, { ...one, seq: two.seq }) : rows
    },
  },
]

describe('verify', () => {
  it('holds any journal that was chained as it should be, whole or up to any entry, with a checkpoint of any', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryJournal, fc.nat(), async (rows, pick) => {
        const row = rows[pick % rows.length]
        const verified = await verify(rows, row ? [claimOf(row)] : [])
        expect(verified.faults.kept).toEqual([])
        expect(verified).toMatchObject({ entries: rows.length, checkpointsMatched: 1, coveredTo: row?.seq })
        expect((await verify(rows.slice(0, 1 + (pick % rows.length)))).faults.count).toBe(0)
      }),
    )
  })

  it.each(mutations)('finds any single $name', async ({ apply }) => {
    await fc.assert(
      fc.asyncProperty(arbitraryJournal, fc.nat(), fc.string({ unit: 'grapheme' }), async (rows, pick, other) => {
        const changed = apply(rows, pick % rows.length, other)
        fc.pre(JSON.stringify(changed) !== JSON.stringify(rows))
        expect((await verify(changed)).faults.count).toBeGreaterThan(0)
      }),
    )
  })

  it('finds a journal chained anew, and a cut end, by a checkpoint, and by nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryJournal, fc.nat(), async (rows, pick) => {
        const index = pick % rows.length
        const anew = chained(rows.map((row, at) => (at === index ? entry('somebody else, made up') : row.entry)))
        const cut = rows.slice(0, -1)
        const last = rows.at(-1)
        for (const changed of [anew, cut]) {
          expect((await verify(changed)).faults.count).toBe(0)
          expect((await verify(changed, last ? [claimOf(last)] : [])).faults.count).toBe(1)
        }
      }),
    )
  })

  const rows = chained(['a', 'b', 'c', 'd', 'e'].map(entry))
  it('says what is wrong and at which number', async () => {
    expect(await problems(rows.toSpliced(2, 1))).toEqual(['4: entry 3 is missing before it'])
    expect(await problems(rows.toSpliced(1, 2))).toEqual(['4: entries 2 to 3 are missing'])
    expect(await problems(set(rows, 1, { entry: entry('x') }))).toEqual([
      '2: its hash does not fit its text: the text, the number or a hash was changed',
    ])
    expect(await problems(rows.slice(0, 3), [claimOf({ seq: 5, hash: '0'.repeat(64) })])).toEqual([
      '5: not provable with this journal, which ends at 3; the checkpoint of 2026-11-24T12:00:00.000Z is of 5. Either the journal was set back to before the checkpoint (a restore), or its end was cut off',
    ])
  })

  it.each([
    ['{"at":"x","verb":"v", "subject":"s","actor":"a"}', 'its text is not canonical JSON (RFC 8785)'],
    ['{"actor":"a","at":"x","at":"y","subject":"s","verb":"v"}', 'its text is not canonical JSON (RFC 8785)'],
    [
      '{"actor":"\\ud800","at":"x","subject":"s","verb":"v"}',
      'its text cannot be written as canonical JSON (RFC 8785)',
    ],
    ['{', 'its text is not JSON'],
    ['', 'its text is not JSON'],
    ['[]', 'its text is not a JSON object'],
    ['null', 'its text is not a JSON object'],
    ['{"actor":"a","subject":"s","verb":"v"}', 'it does not say when'],
    ['{"at":"x"}', 'it does not say what was done, to what, and by whom'],
  ])('refuses the text %s', async (text, problem) => {
    expect(await problems(chained([text]))).toEqual([`1: ${problem}`])
  })

  it('survives a text that is nested without end', async () => {
    expect((await verify(chained([`${'['.repeat(50_000)}${']'.repeat(50_000)}`]))).faults.count).toBe(1)
  })

  it('holds no journal, and says so of an empty one with a checkpoint', async () => {
    expect(await verify([])).toMatchObject({ entries: 0, firstAt: null, head: { seq: 0, hash: '0'.repeat(64) } })
    expect(await problems([], [claimOf({ seq: 1, hash: '0'.repeat(64) })])).toHaveLength(1)
  })

  it('counts all faults and keeps the first hundred', async () => {
    const faults = new Faults()
    await verify(chained(Array.from({ length: 150 }, () => '{}')), [], faults)
    expect(faults).toMatchObject({ count: 150 })
    expect(faults.kept).toHaveLength(100)
  })
})
