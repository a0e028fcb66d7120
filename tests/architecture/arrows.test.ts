import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type IConfiguration, type ICruiseResult } from 'dependency-cruiser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { allowed, installed, refused } from './arrows-cases.ts'

type Files = Record<string, string>
const configuration = new URL('../../.dependency-cruiser.mjs', import.meta.url).href
const { forbidden = [], options = {} } = (await import(configuration)).default as IConfiguration
const folders: string[] = []

function tree(files: Files): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'arrows-')))
  folders.push(folder)
  const manifest = {
    type: 'module',
    imports: packageJson.imports,
    dependencies: Object.fromEntries(installed.map((name) => [name, '1.0.0'])),
    devDependencies: { vitest: '1.0.0' },
  }
  const packages = [...installed, 'vitest'].flatMap((name) => [
    [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
    [`node_modules/${name}/index.js`, 'module.exports = {}\n'],
  ])
  const all: Files = { 'package.json': JSON.stringify(manifest), ...Object.fromEntries(packages), ...files }
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

/** What the project's rules say about a tree: `rule: from → to`. */
async function violationsIn(files: Files): Promise<string[]> {
  const { tsConfig: _, ...cruiseOptions } = options
  const { output } = await cruise(['.'], {
    ...cruiseOptions,
    baseDir: tree(files),
    validate: true,
    ruleSet: { forbidden },
  })
  return (output as ICruiseResult).summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

describe('arrows between rooms', () => {
  let found: string[] = []
  beforeAll(async () => {
    // One tree with everything that is refused: one run of the cruiser, and each case names the arrow it is about.
    found = await violationsIn(Object.assign({}, ...refused.map(({ files }) => files)))
  })

  it.each(refused)('$rule: refuses $arrow', ({ rule, arrow }) => {
    expect(found).toContain(`${rule}: ${arrow}`)
  })

  it('tries every rule', () => {
    const names = forbidden.map(({ name }) => name)
    expect(new Set(refused.map(({ rule }) => rule))).toEqual(new Set(names))
  })

  it('has rules that fail a check, none that only warn', () => {
    expect(forbidden.filter(({ severity }) => severity !== 'error')).toEqual([])
  })

  it('lets the arrows of the map through', async () => {
    expect(await violationsIn(allowed)).toEqual([])
  })
})
