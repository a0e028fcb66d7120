import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { GET, generateStaticParams } from '#app/scripts/[file]/route.ts'

const plain = (text: string) => ts.transpile(text, { target: ts.ScriptTarget.ESNext, removeComments: true })

describe.each(generateStaticParams())('the script $file', ({ file }) => {
  it('is sent as it is written, without the lines that are comments', async () => {
    const answer = await GET(new Request('http://x/'), { params: Promise.resolve({ file }) })
    const [sent, written] = [await answer.text(), readFileSync(`public/${file}`, 'utf8')]
    expect(plain(sent)).toBe(plain(written))
    expect(sent).not.toMatch(/^\s*(\/\*\*|\/\/)/m)
    expect(sent.length).toBeLessThan(written.length * 0.8)
    expect(answer.headers.get('content-type')).toContain('javascript')
  })
})
