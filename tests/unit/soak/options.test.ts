import { describe, expect, it } from 'vitest'
import { readSoakOptions } from '../../soak/options.ts'

const known = ['stopped', 'redis', 'drill'] as const
const read = (...argv: string[]) => readSoakOptions(argv, [...known])

describe('the options of a soak', () => {
  it('are all scenarios unless some are named, in their own order', () => {
    expect(read()).toMatchObject({ names: known, isAll: false })
    expect(read('--begun', '5', '--only', 'drill,stopped')).toEqual({
      names: ['stopped', 'drill'],
      isAll: false,
      begunAt: 5,
    })
    expect(read('--only=redis', '--all')).toMatchObject({ names: ['redis'], isAll: true })
  })

  it.each([
    [['--only', 'redsi'], 'Unknown scenario redsi: use --only stopped,redis,drill'],
    [['--only='], 'Unknown scenario : use --only'],
    [['--only'], "Option '--only <value>' argument missing"],
    [['--onyl', 'redis'], "Unknown option '--onyl'"],
    [['redis'], "Unexpected argument 'redis'"],
    [['--all=yes'], "Option '--all' does not take an argument"],
  ])('refuse %j', (argv, words) => {
    expect(() => read(...argv)).toThrow(words)
  })
})
