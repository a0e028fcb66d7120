import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { BasePayload, generateImportMap, type Payload, type SanitizedConfig } from 'payload'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

/** What these tests use of Payload's database adapter; it needs no connection. */
type SchemaMaker = {
  schema: Record<string, unknown>
  requireDrizzleKit: () => {
    generateDrizzleJson: (schema: Record<string, unknown>) => Promise<Snapshot>
    generateMigration: (before: Snapshot, after: Snapshot) => Promise<string[]>
  }
}
type Snapshot = { tables: Record<string, { columns: Record<string, unknown> }> }

const root = resolve(import.meta.dirname, '../../..')
const importMapPath = 'app/(payload)/admin/importMap.js'
let config: SanitizedConfig
let payload: Payload

beforeAll(async () => {
  vi.stubEnv('DATABASE_URL', 'postgres://nobody:nobody@127.0.0.1:9/nothing')
  vi.stubEnv('PAYLOAD_SECRET', 'generated-'.repeat(4))
  vi.stubEnv('INTERNAL_SECRET', 'generated-'.repeat(4))
  config = await (await import('#payload/payload.config.ts')).default
  payload = await new BasePayload().init({ config, disableDBConnect: true, disableOnInit: true })
})
afterAll(() => vi.unstubAllEnvs())

/** The import map that Payload makes of a configuration. */
async function importMapOf(admin: Partial<SanitizedConfig['admin']> = {}): Promise<string> {
  // A root of its own, so that the paths in it come out as from the real place.
  const folder = mkdtempSync(join(tmpdir(), 'import-map-'))
  const file = join(folder, importMapPath)
  mkdirSync(join(file, '..'), { recursive: true })
  const importMap = { ...config.admin.importMap, baseDir: folder, importMapFile: file }
  await generateImportMap({ ...config, admin: { ...config.admin, ...admin, importMap } }, { log: false, force: true })
  const text = readFileSync(file, 'utf8')
  rmSync(folder, { recursive: true })
  return text
}

/** The statements that lead from the newest kept snapshot to a schema. */
async function statementsTo(change: (after: Snapshot) => void = () => {}): Promise<string[]> {
  const { schema, requireDrizzleKit } = payload.db as unknown as SchemaMaker
  const { generateDrizzleJson, generateMigration } = requireDrizzleKit()
  const newest =
    readdirSync(join(root, 'migrations'))
      .filter((name) => name.endsWith('.json'))
      .sort()
      .at(-1) ?? ''
  const after = await generateDrizzleJson(schema)
  change(after)
  return generateMigration(JSON.parse(readFileSync(join(root, 'migrations', newest), 'utf8')), after)
}

describe('the import map of the admin', () => {
  it('is the one that the configuration makes (npx payload generate:importmap)', async () => {
    expect(readFileSync(join(root, importMapPath), 'utf8')).toBe(await importMapOf())
  })

  it('would not pass with one component more', async () => {
    const added = '/components/admin/more.client.tsx#More'
    const more = await importMapOf({ components: { ...config.admin.components, actions: [added] } })
    expect(more).toContain("from '../../../components/admin/more.client.tsx'")
    expect(more).not.toBe(await importMapOf())
  })
})

describe('the migrations', () => {
  it('lead to the schema of the configuration (npx payload migrate:create)', async () => {
    expect(await statementsTo()).toEqual([])
  })

  it('would not pass with one column less', async () => {
    const statements = await statementsTo((after) => {
      delete after.tables['public.articles']?.columns['slug']
    })
    expect(statements.join('\n')).toMatch(/alter table "articles" drop column "slug"/i)
  })
})
