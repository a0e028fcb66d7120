import { describe, expect, it } from 'vitest'
import { countFindings, countsOf, type Finding, findingsIn } from '#components/admin/finding-counts.ts'

const found = (kind: Finding['kind'], id: string | null, answers: string[] = []): Finding => ({
  key: `${kind}${id}`,
  kind,
  id,
  title: `Title of ${id}`,
  answers,
})

describe('the counts above the editor', () => {
  it('say what is held and open', () => {
    const all = ['b1', 'b2', 'b3', 'b4'].map((id) => found('break', id))
    const holds = [found('hold', 'h1', ['b1', 'b2']), found('hold', 'h2', ['b4', 'b2']), found('hold', 'h3')]
    const { words, open } = countsOf([...all, ...holds])
    expect(words).toBe('4 breaks: 3 held, 1 open · 3 holds')
    expect(open.map(({ id }) => id)).toEqual(['b3'])
  })
  it('count a break without an id as open, and nothing as nothing', () => {
    expect(countsOf([found('break', null), found('hold', null, ['b1'])]).words).toBe('1 break: 0 held, 1 open · 1 hold')
    expect(countsOf([])).toEqual({ words: '0 breaks · 0 holds', open: [] })
  })
})

describe('the findings of a body as the form keeps it', () => {
  const block = (fields: object) => ({ type: 'block', fields })

  it('are the breaks and holds at its top', () => {
    const nested = { type: 'list', children: [block({ blockType: 'break', title: 'Deep' })] }
    const state = {
      root: {
        children: [
          { type: 'paragraph' },
          block({ blockType: 'break', findingId: 'b1', title: ' A break ' }),
          block({ blockType: 'callout', title: 'No finding' }),
          nested,
          block({ blockType: 'hold', findingId: '', answers: ['b1', 7] }),
          block({ blockType: 'break' }),
        ],
      },
    }
    const found = findingsIn(state)
    expect(found).toEqual([
      { key: '1', kind: 'break', id: 'b1', title: 'A break', answers: [] },
      { key: '4', kind: 'hold', id: null, title: '', answers: ['b1'] },
      { key: '5', kind: 'break', id: null, title: '', answers: [] },
    ])
    expect(countFindings(found)).toMatchObject({ breaks: 2, holds: 1, open: [{ key: '5' }] })
  })

  it.each([null, undefined, 7, {}, { root: null }, { root: { children: {} } }, { root: { children: [null, 3] } }])(
    'are none in %j',
    (state) => {
      expect(findingsIn(state)).toEqual([])
    },
  )
})
