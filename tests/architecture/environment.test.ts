import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { envSchema } from '#platform/env.ts'
import { differences, readersOfEnvironment, variablesInDocument, variablesInExample } from './environment-findings.ts'
import { read, root, sources } from './tree.ts'

const schema = { in: 'platform/env.ts', names: Object.keys(envSchema.shape) }
/** Read by docker-compose.yml alone, which makes database addresses from them. */
const ofCompose = ['POSTGRES_PASSWORD', 'APP_DATABASE_PASSWORD', 'READER_DATABASE_PASSWORD']

describe('variables', () => {
  it('are the same in the schema and in .env.example', () => {
    const names = variablesInExample(read('.env.example')).filter((name) => !ofCompose.includes(name))
    expect(differences(schema, { in: '.env.example', names })).toEqual([])
  })

  it('are all explained in docs/operating.md, and no others', () => {
    expect(existsSync(join(root, 'docs/operating.md')), 'docs/operating.md is not there').toBe(true)
    const names = variablesInDocument(read('docs/operating.md')).filter((name) => !ofCompose.includes(name))
    expect(differences(schema, { in: 'docs/operating.md', names })).toEqual([])
  })

  it('of docker-compose.yml stand in .env.example', () => {
    const asked = [...read('docker-compose.yml').matchAll(/\$\{([A-Z0-9_]+)/g)].flatMap(([, name]) => name ?? [])
    const given = variablesInExample(read('.env.example'))
    expect(asked.filter((name) => !given.includes(name))).toEqual([])
  })

  it('are read in platform/env.ts, in its forerunner and in configurations only', () => {
    expect(readersOfEnvironment(sources())).toEqual([])
  })
})

describe('these checks', () => {
  it('see a variable that is documented nowhere, and one that no longer exists', () => {
    expect(
      differences(
        { in: 'the schema', names: ['PORT', 'NEW'] },
        { in: 'the example', names: variablesInExample('# PORT=3000\nOLD=1\n# An old remark: OLDER=2 is gone.\n') },
      ),
    ).toEqual(['NEW is in the schema, not in the example', 'OLD is in the example, not in the schema'])
  })

  it('see the variables that a document explains, and no mention in passing', () => {
    expect(variablesInDocument('| `PORT` | where |\n- `HOST`: what\n\nSet `OTHER` so.\n| a | `ALSO_NOT` |')).toEqual([
      'PORT',
      'HOST',
    ])
  })

  it.each([
    'const port = process.env.PORT',
    "const port = process.env['PORT']",
    'const port = process?.env.PORT',
    "const port = process['env'].PORT",
    'const { env } = process',
    "import { env } from 'node:process'",
  ])('see %s', (text) => {
    expect(readersOfEnvironment([{ path: 'app/page.tsx', text }])).toEqual(['app/page.tsx'])
    expect(readersOfEnvironment([{ path: 'payload/start/x.ts', text }])).toEqual(['payload/start/x.ts'])
  })

  it('let platform/env.ts and its forerunner read', () => {
    const text = 'process.env.PORT'
    expect(
      readersOfEnvironment(
        ['platform/env.ts', 'platform/process-variables.mjs', 'next.config.ts'].map((path) => ({ path, text })),
      ),
    ).toEqual([])
  })
})
