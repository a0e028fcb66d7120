import { describe, expect, it } from 'vitest'
import { countsOf, type Finding } from '#components/admin/finding-counts.ts'

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
