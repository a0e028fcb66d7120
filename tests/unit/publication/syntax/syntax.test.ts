import { describe, expect, test } from 'vitest'
import { normalise } from '#publication/article/index.ts'
import { codeProblems, syntaxProblem } from '#publication/syntax/index.ts'

describe('code is parsed in its language', () => {
  test.each([
    ['json', '{ "a": [1, 2] }'],
    ['yaml', 'a: 1\n---\nb: [x, y]'],
    ['sql', 'begin;\ninsert into effects (message_id) values ($1)\non conflict (message_id) do nothing;\ncommit;'],
    ['typescript', 'const one: number = await load<number>()'],
    ['tsx', 'export const A = ({ x }: { x: string }) => <p>{x}</p>'],
    ['javascript', 'export const a = <p />'],
    ['bash', 'set -eu\nif test -f x; then\n  echo "$(cat x)"\nfi'],
    ['rust', 'this is not checked ((('],
    [null, 'nor is this ((('],
    ['json', '[]'],
    ['sql', ''],
    ['__proto__', '((('],
  ])('%s: %j is sound', async (language, code) => {
    expect(await syntaxProblem(language, code)).toBeNull()
  })

  test.each([
    ['json', '{\n  "a": 1,\n}', 3],
    ['json', '{}\n// a comment', 2],
    ['yaml', 'a: 1\nb: [1', 2],
    ['yaml', 'a: 1\na: 2', 2],
    ['sql', 'select 1;\nselect from where', 2],
    ['sql', 'select "é日本𝒳" from;\n', 1],
    ['sql', 'create table x (\n  id int\n', 2],
    ['typescript', 'const a = 1\nconst = 2', 2],
    ['bash', 'echo one\nif true; then\necho two', 2],
  ])('%s: %j is wrong at its line', async (language, code, line) => {
    const problem = await syntaxProblem(language, code)
    expect(problem?.line).toBe(line)
    expect(problem?.message).toMatch(/^\S.{3,199}$/)
  })
})

describe('hostile code is refused in words, in time, and leaves the parser sound', () => {
  test.each([
    ['json', '['.repeat(50_000)],
    ['typescript', '('.repeat(490)],
    ['typescript', 'a?b:'.repeat(7_000)],
    ['typescript', 'a<'.repeat(170)],
    ['typescript', 'a<'.repeat(14_000)],
    ['typescript', `${'f<'.repeat(20)}1;`.repeat(700)],
    ['typescript', '()=>'.repeat(7_000)],
    ['yaml', '- '.repeat(4_900)],
    ['yaml', `${'- a: b\n'.repeat(1_400)}[`],
    ['yaml', '- a: b\n'.repeat(7_000)],
    ['sql', `select ${'- '.repeat(14_000)}1`],
    ['sql', `select ${'('.repeat(450)}`],
    ['bash', '$('.repeat(400)],
    ['bash', 'if true; then\n'.repeat(2_000)],
    ['json', 'x'.repeat(100_000)],
  ])('%s: %#', async (language, code) => {
    await syntaxProblem(language, '1')
    const started = process.cpuUsage()
    const problem = await syntaxProblem(language, code)
    const { user, system } = process.cpuUsage(started)
    expect((user + system) / 1000).toBeLessThan(500)
    expect(problem?.message).toMatch(/\S/)
    const sound = { json: '1', typescript: 'a', yaml: 'a: 1', sql: 'select 1', bash: 'echo a' }[language] ?? ''
    expect(await syntaxProblem(language, sound)).toBeNull()
  })
})

test('the code of a body is counted in the order of the text, and a reason keeps what does not parse', async () => {
  const code = (lang: string, value: string, meta: string | null = null) => ({ type: 'code', lang, meta, value })
  const body = normalise({
    type: 'root',
    children: [
      code('json', '{}'),
      {
        type: 'containerDirective',
        name: 'break',
        attributes: { id: 'b1', title: 'x' },
        children: [code('json', '{'), code('sql', 'select …, from x', 'unchecked="an excerpt"')],
      },
      code('rust', '((('),
      code('yaml', 'a: [', 'caption="c"'),
    ],
  })
  expect((await codeProblems(body)).map(({ nth, line, language }) => [nth, line, language])).toEqual([
    [2, 1, 'json'],
    [5, 1, 'yaml'],
  ])
})
