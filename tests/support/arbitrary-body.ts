import fc from 'fast-check'
import { type Body, normalise } from '#publication/article/index.ts'
import { blockIn, heading, line } from './arbitrary-blocks.ts'
import type { Loose } from './arbitrary-phrasing.ts'

const finding = (): fc.Arbitrary<Loose> =>
  fc
    .record({
      kind: fc.constantFrom('break', 'hold'),
      title: line(200),
      first: fc.option(line(400)),
      second: fc.option(line(200)),
      cost: fc.option(line(400)),
      verified: fc.constantFrom('', '2026-11-01', '2024-02-29'),
      picks: fc.array(fc.nat(20), { maxLength: 3 }),
      children: fc.array(blockIn('finding'), { maxLength: 2 }),
    })
    .map((parts) => ({ type: 'finding', ...parts }))

/** Gives findings their ids and answers, and notes their numbers and definitions. */
function assembled(blocks: Loose[]): Loose {
  const notes: Loose[] = []
  const breaks = blocks.filter((node) => node.type === 'finding' && node['kind'] === 'break').length
  const count = { break: 0, hold: 0 }
  const place = (node: Loose): Loose => {
    if (node.type === 'note') {
      const identifier = `note-${notes.length + 1}`
      notes.push({
        type: 'footnoteDefinition',
        identifier,
        label: identifier,
        children: [{ ...node, type: 'paragraph' }],
      })
      return { type: 'footnoteReference', identifier, label: identifier }
    }
    if (node.type !== 'finding') return node.children ? { ...node, children: node.children.map(place) } : node
    const kind = node['kind'] as 'break' | 'hold'
    count[kind] += 1
    const picks = breaks > 0 ? (node['picks'] as number[]).map((pick) => `b${(pick % breaks) + 1}`) : []
    const { title, first, second, cost, verified } = node
    const attributes =
      kind === 'break'
        ? { id: `b${count.break}`, title, shows: first ?? '', scale: second ?? '', cost: cost ?? '' }
        : { id: `h${count.hold}`, answers: picks.join(' '), title, cost: cost ?? '', verified }
    return { type: 'containerDirective', name: kind, attributes, children: (node.children ?? []).map(place) }
  }
  const children = blocks.map(place)
  return { type: 'root', children: [...children, ...notes] }
}

/** Bodies in normal form with every kind of block in every place it may have, every other node, and text made to break things. */
export const arbitraryBody = (): fc.Arbitrary<Body> =>
  fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: blockIn('root') },
        { weight: 1, arbitrary: heading() },
        { weight: 2, arbitrary: finding() },
      ),
      { maxLength: 6 },
    )
    .map((blocks) => normalise(assembled(blocks)))
