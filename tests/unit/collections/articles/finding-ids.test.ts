import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignFindingIds } from '#collections/articles/finding-ids.ts'
import { BodyError } from '#collections/articles/lexical-to-mdast.ts'
import { block, type Node, paragraph, state, text } from './states.ts'

type State = ReturnType<typeof state>
const idsIn = (value: State): unknown[] =>
  (value.root.children as Node[]).flatMap((node) => (node.type === 'block' ? [(node.fields as Node).findingId] : []))

const findingId = fc.oneof(
  fc.constantFrom(undefined, null, '', 'b0', 'b01', 'x1', 'b1 ', 'b99999', 7),
  fc.tuple(fc.constantFrom('b', 'h'), fc.integer({ min: 1, max: 12 })).map(([letter, number]) => `${letter}${number}`),
)
const finding = fc
  .record({ kind: fc.constantFrom('break', 'hold'), findingId, title: fc.string({ maxLength: 3 }) })
  .map(({ kind, ...fields }) => block(kind, fields))
const states = fc
  .array(fc.oneof(finding, fc.constant(paragraph(text('x'))), fc.constant(block('code', { findingId: 'b1' }))), {
    maxLength: 8,
  })
  .map((nodes) => state(...nodes))
const counters = fc.record({ b: fc.nat(15), h: fc.nat(15) })

describe('finding ids', () => {
  it('are valid, unique and of the right letter', () => {
    fc.assert(
      fc.property(states, counters, (given, start) => {
        const { state: result } = assignFindingIds(given, start)
        const findings = (result.root.children as Node[]).map(({ fields }) => fields as Node | undefined)
        const ids = findings.filter((fields) => fields?.blockType === 'break' || fields?.blockType === 'hold')
        for (const { blockType, findingId } of ids as Node[]) {
          expect(findingId).toMatch(blockType === 'break' ? /^b[1-9][0-9]{0,3}$/ : /^h[1-9][0-9]{0,3}$/)
        }
        expect(new Set(ids.map((fields) => fields?.findingId)).size).toBe(ids.length)
      }),
    )
  })

  it('are never used again: counters only grow, and new numbers lie above all that were seen', () => {
    fc.assert(
      fc.property(states, counters, (given, start) => {
        const { state: result, counters: end } = assignFindingIds(given, start)
        const before = idsIn(given)
        const seen = { ...start }
        for (const [index, id] of idsIn(result).entries()) {
          const letter = String(id)[0] as 'b' | 'h'
          expect(end[letter] ?? 0).toBeGreaterThanOrEqual(start[letter] ?? 0)
          if (id === before[index]) continue
          const number = Number(String(id).slice(1))
          expect(number).toBeGreaterThan(seen[letter])
          expect(number).toBeLessThanOrEqual(end[letter])
          seen[letter] = number
        }
      }),
    )
  })

  it('stay: a second pass changes nothing and gives the same state', () => {
    fc.assert(
      fc.property(states, counters, (given, start) => {
        const copy = structuredClone(given)
        const first = assignFindingIds(given, start)
        expect(given).toEqual(copy)
        const second = assignFindingIds(first.state, first.counters)
        expect(second.state).toBe(first.state)
        expect(second.counters).toEqual(first.counters)
      }),
    )
  })

  it('are not given to a deleted number, and a copy gets a new one at its second place', () => {
    const { state: result, counters: end } = assignFindingIds(
      state(block('break', { findingId: 'b2' }), block('break', { findingId: 'b2' }), block('break'), block('hold')),
      { b: 3, h: 0 },
    )
    expect(idsIn(result)).toEqual(['b2', 'b4', 'b5', 'h1'])
    expect(end).toEqual({ b: 5, h: 1 })
  })

  it('are given to findings that were pasted into another finding too', () => {
    const inner = block('break', { body: state(block('hold')) })
    const { state: result } = assignFindingIds(state(inner), { b: 0, h: 0 })
    expect(result).toEqual(state(block('break', { findingId: 'b1', body: state(block('hold', { findingId: 'h1' })) })))
  })

  it('are kept when an editor saves again without having seen them', () => {
    const bare = state(block('break', { id: 'one' }), block('hold', { id: 'two' }), block('break', { id: 'one' }))
    const first = assignFindingIds(bare, { b: 0, h: 0 })
    const again = assignFindingIds(bare, first.counters, first.state)
    expect(again).toEqual(first)
    const moved = state(block('break', { id: 'three' }), ...(bare.root.children as Node[]))
    const last = assignFindingIds(moved, again.counters, again.state)
    expect(idsIn(last.state)).toEqual(['b3', 'b1', 'h1', 'b2'])
  })

  it('are not kept when another block has taken them, and stored numbers are not used again', () => {
    const stored = state(block('break', { id: 'one', findingId: 'b4' }))
    const taken = state(block('break', { id: 'one' }), block('break', { id: 'two', findingId: 'b4' }))
    expect(idsIn(assignFindingIds(taken, { b: 0, h: 0 }, stored).state)).toEqual(['b5', 'b4'])
  })

  it('leave an empty field alone', () => {
    expect(assignFindingIds(null, { b: 1, h: 2 })).toEqual({ state: null, counters: { b: 1, h: 2 } })
  })

  it('run out in words, and hostile states are refused', () => {
    expect(() => assignFindingIds(state(block('break')), { b: 9999, h: 0 })).toThrow(BodyError)
    expect(() => assignFindingIds(state(block('break')), { b: 9999, h: 0 })).toThrow(/used up/)
    let deep: unknown = null
    for (let level = 0; level < 100_000; level += 1) deep = [deep]
    expect(() => assignFindingIds(deep, { b: 0, h: 0 })).toThrow(/too deep/)
    expect(() => assignFindingIds(JSON.parse('{"__proto__":{}}'), { b: 0, h: 0 })).toThrow(/__proto__/)
  })
})
