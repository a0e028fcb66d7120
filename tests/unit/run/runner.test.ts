import { describe, expect, it } from 'vitest'
import { closingLine, countsOf, playwrightCounts, sum, vitestCounts } from '../../run/counts.ts'
import { readWanted } from '../../run/stages.ts'
import { firstThatStarts, onPath } from '../../support/chromium.ts'
import { expectConsole, takeConsoleFaults } from '../../support/quiet-console.ts'

describe('counting', () => {
  it('reads vitest’s report, a file that could not be loaded included', () => {
    const testResults = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{}] },
      { status: 'passed', assertionResults: [{}] },
    ]
    expect(vitestCounts({ numPassedTests: 5, numFailedTests: 1, testResults })).toEqual({ passed: 5, failed: 2 })
  })
  it('reads Playwright’s report; flaky is failed', () => {
    expect(playwrightCounts({ stats: { expected: 3, unexpected: 1, flaky: 1 }, errors: [{}] })).toEqual({
      passed: 3,
      failed: 3,
    })
  })
  it('never takes silence for success', () => {
    const read = () => ({ passed: 4, failed: 0 })
    expect(countsOf('{}', 0, read)).toEqual({ passed: 4, failed: 0 })
    expect(countsOf('{}', 1, read)).toEqual({ passed: 4, failed: 1 })
    expect(countsOf(null, 0, read)).toEqual({ passed: 0, failed: 1 })
    expect(countsOf('{"cut', 0, read)).toEqual({ passed: 0, failed: 1 })
    expect(countsOf('{}', 0, () => ({ passed: 0, failed: 0 }))).toEqual({ passed: 0, failed: 1 })
  })
  it('ends with one line', () => {
    expect(
      closingLine(
        sum([
          { passed: 1, failed: 0 },
          { passed: 2, failed: 3 },
        ]),
      ),
    ).toBe('3 passed, 3 failed')
  })
})

describe('stages', () => {
  const stagesOf = (argv: string[]) => readWanted(argv).stages
  it('are all of them, or those asked for, in their own order', () => {
    expect(stagesOf(['test', '--begun', '1'])).toEqual(['check', 'unit', 'integration', 'build', 'e2e'])
    expect(stagesOf(['test', '--only', 'e2e,build'])).toEqual(['build', 'e2e'])
    expect(stagesOf(['test', '--only=unit', '--begun', '5'])).toEqual(['unit'])
    expect(stagesOf(['check'])).toEqual(['check'])
  })
  it('take of the browser tests those that are named', () => {
    const wanted = { stages: ['e2e'], specs: ['reading/weights', 'admin'] }
    expect(readWanted(['test', '--only', 'e2e', '--spec', 'reading/weights,admin'])).toEqual(wanted)
    expect(readWanted(['test', '--spec=a']).specs).toEqual(['a'])
  })
  it.each([[['test', '--only', 'unti']], [['test', '--fast']], [['test', '--only']], [['test', '--spec']]])(
    'refuse %j',
    (argv) => {
      expect(() => readWanted(argv)).toThrow(/Unknown/)
    },
  )
})

describe('the search for a Chromium', () => {
  it('looks along the path', () => {
    const exists = (path: string) => path === '/b/chromium'
    expect(onPath('/a:/b::', ['google-chrome', 'chromium'], exists)).toEqual(['/b/chromium'])
  })
  it('takes the first that starts and asks no further', async () => {
    const places = ['/broken', '/good', '/never'].map((path) => () => {
      if (path === '/never') throw new Error('asked too far')
      return { name: path, path }
    })
    await expect(firstThatStarts(places, (path) => path === '/good')).resolves.toBe('/good')
  })
  it('says where it looked when there is none', async () => {
    const places = [() => ({ name: 'npm', path: null }), () => ({ name: 'the system', path: '/x' })]
    await expect(firstThatStarts(places, () => false)).rejects.toThrow(
      /npm: none; the system: \/x does not start.*CHROMIUM_PATH/,
    )
  })
})

describe('the console of a test', () => {
  it('fails it when it speaks unexpectedly', () => {
    console.error('something %s', 'odd')
    expect(takeConsoleFaults()).toEqual(['console.error: something odd'])
  })
  it('may speak when the test says so, and then must', () => {
    expectConsole('warn', /careful/)
    console.warn('be careful')
    expect(takeConsoleFaults()).toEqual([])
    expectConsole('warn', /careful/)
    expect(takeConsoleFaults()).toEqual(['nothing came on console.warn like /careful/'])
  })
})
