import { resolve } from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { samplesOf } from '#components/developers/samples.ts'

const client = resolve(import.meta.dirname, '../../../client')
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2024,
  lib: ['lib.es2024.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  noEmit: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  types: [],
}

/** What the compiler says of a text that stands beside the client. */
function complaintsOf(text: string): string[] {
  const file = resolve(client, 'sample-of-a-test.ts')
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.fileExists = (name) => name === file || fileExists(name)
  host.getSourceFile = (name, ...more) =>
    name === file ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2024) : getSourceFile(name, ...more)
  const program = ts.createProgram([file], options, host)
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}

const samples = Object.values(
  samplesOf({ article: 'queues', edition: 1, topic: 'scale', author: 'desk', words: 'retry' }),
)
const head = "import { createClient } from './index.ts'\nconst api = createClient({ origin: 'https://example.org' })\n"

it('the samples in TypeScript are right', () => {
  expect(samples.length).toBeGreaterThan(10)
  const text = samples.map(({ call }, at) => `export async function sample${at}() {\n${call}\n}`).join('\n')
  expect(complaintsOf(head + text)).toEqual([])
})

it('a sample that asks for what is not there would be told', () => {
  const [complaint, ...others] = complaintsOf(`${head}export const found = api.listArticles({ topik: 'scale' })\n`)
  expect(complaint).toContain('topik')
  expect(others).toEqual([])
})
