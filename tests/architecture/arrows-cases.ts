/** Packages that the trees find in their node_modules. */
export const installed = [
  '@payloadcms/db-postgres',
  '@payloadcms/ui',
  'drizzle-orm',
  'next',
  'payload',
  'pg',
  'react',
  'zod',
]

export type Refused = {
  rule: string
  /** `from → to`, as the cruiser reports it. */
  arrow: string
  files: Record<string, string>
}

const value = 'export const value = 1\n'

/** A file that imports another file, and that file. */
function arrow(rule: string, from: string, to: string, line = `import '#${to}'\n`): Refused {
  return { rule, arrow: `${from} → ${to}`, files: { [from]: line, [to]: value } }
}

/** A file that imports a package. */
function onPackage(rule: string, from: string, name: string): Refused {
  return { rule, arrow: `${from} → node_modules/${name}/index.js`, files: { [from]: `import '${name}'\n` } }
}

/** Trees that break a rule, at least one for each. File names are unique, so that all fit into one tree. */
export const refused: Refused[] = [
  {
    rule: 'no-cycles',
    arrow: 'platform/ring-a.ts → platform/ring-b.ts',
    files: {
      'platform/ring-a.ts': `import './ring-b.ts'\nexport const a = 1\n`,
      'platform/ring-b.ts': `import './ring-a.ts'\nexport const b = 1\n`,
    },
  },
  {
    rule: 'no-orphans',
    arrow: 'components/alone.tsx → components/alone.tsx',
    files: { 'components/alone.tsx': value },
  },
  {
    rule: 'everything-resolves',
    arrow: 'platform/lost.ts → ./nowhere.ts',
    files: { 'platform/lost.ts': `import './nowhere.ts'\n` },
  },
  onPackage('production-needs-no-dev-dependency', 'platform/tested.ts', 'vitest'),
  arrow('bench-measures-from-outside', 'bench/looking-behind.ts', 'publication/edition/index.ts'),
  arrow('bench-measures-from-outside', 'bench/lighthouse.ts', 'tests/support/other.ts'),
  arrow('nothing-depends-on-tests', 'bench/borrowing.ts', 'tests/support/chromium.ts'),
  arrow('nothing-depends-on-tests', 'platform/pretending.ts', 'tests/support/fake.ts'),

  arrow('platform-knows-no-room', 'platform/curious.ts', 'publication/known/index.ts'),
  arrow('migrations-stand-alone', 'migrations/first.ts', 'platform/changing.ts'),
  arrow('seeds-go-through-the-cms', 'seeds/short-cut.ts', 'platform/direct.ts'),
  arrow('client-stands-alone', 'client/curious.ts', 'publication/quoted/index.ts'),
  onPackage('client-stands-alone', 'client/heavy.ts', 'zod'),
  arrow('examples-need-node-alone', 'examples/spoiled.mjs', 'client/handy.ts'),
  onPackage('examples-need-node-alone', 'examples/heavy.mjs', 'zod'),
  arrow('server-joins-next-and-platform', 'server.ts', 'publication/served/index.ts'),

  arrow('publication-knows-platform-only', 'publication/eager/index.ts', 'collections/asked.ts'),
  onPackage('publication-knows-no-framework', 'publication/framed/index.ts', 'react'),
  onPackage('publication-knows-no-framework', 'publication/bound/index.ts', 'payload'),
  arrow('publication-modules-have-one-door', 'publication/guest/index.ts', 'publication/host/cellar.ts'),
  arrow('rooms-enter-publication-by-its-doors', 'collections/burglar.ts', 'publication/house/window.ts'),
  arrow('rooms-enter-publication-by-its-doors', 'app/by-type.ts', 'publication/house/shape.ts', shapeLine('house')),

  arrow('components-show-plain-data', 'components/reaching.tsx', 'platform/reached.ts'),
  onPackage('components-show-plain-data', 'components/querying.tsx', 'drizzle-orm'),
  arrow('components-ask-for-nothing', 'components/asking.tsx', 'publication/edition/index.ts'),
  onPackage('components-know-no-cms', 'components/editing.tsx', '@payloadcms/ui'),
  arrow('components-know-no-cms', 'components/borrowing.tsx', 'components/admin/slot.tsx'),
  arrow('reader-pages-have-no-client-component', 'app/(site)/live.tsx', 'components/button.client.tsx'),

  arrow('collections-declare', 'collections/showing.ts', 'components/shown.tsx'),
  onPackage('collections-declare', 'collections/purging.ts', 'next'),
  arrow('payload-assembles', 'payload/routing.ts', 'app/routed.ts'),
  arrow('payload-assembles', 'payload/seeding.ts', 'seeds/seeded.ts', `import '../seeds/seeded.ts'\n`),
  onPackage('start-needs-nothing-installed', 'payload/start/early.mjs', 'zod'),
  arrow('start-needs-nothing-installed', 'payload/start/typed.mjs', 'payload/start/later.ts'),

  arrow('app-routes-only', 'app/(site)/draft.ts', 'collections/drafts.ts'),
  arrow('app-routes-only', 'app/api/cms.ts', 'payload/cms.ts'),
  arrow('app-reaches-outside-through-publication', 'app/(site)/raw.ts', 'platform/db.ts'),
  arrow('app-reaches-outside-through-publication', 'app/api/counting.ts', 'platform/metrics/registry.ts'),
  arrow('internal-routes-check-signatures', 'app/internal/raw.ts', 'platform/redis.ts'),
  onPackage('app-names-no-table', 'app/api/select.ts', 'pg'),
  onPackage('app-names-no-table', 'app/(payload)/select.ts', 'drizzle-orm'),
  onPackage('app-knows-no-cms', 'app/api/local.ts', 'payload'),
  arrow('admin-routes-carry-payload-only', 'app/(payload)/bridge.ts', 'collections/bridged.ts'),
]

function shapeLine(module: string): string {
  return `import type { value } from '#publication/${module}/shape.ts'\nexport type Shape = typeof value\n`
}

/** A small project in which every arrow is one that the map draws. */
export const allowed: Record<string, string> = {
  'server.ts': `import 'next'\nimport '#platform/env.ts'\n`,
  'next.config.ts': `import '#tests/support/noted.ts'\n`,
  'platform/env.ts': `import 'zod'\nimport 'node:path'\nexport const env = 1\n`,
  'platform/log.ts': value,
  'platform/metrics/failures.ts': value,
  'platform/db.ts': `import 'drizzle-orm'\nimport 'pg'\nexport const db = 1\n`,
  'platform/internal-signature.ts': value,
  'publication/article/index.ts': `import './schema.ts'\nexport const article = 1\n`,
  'publication/article/schema.ts': `import 'zod'\nexport const schema = 1\n`,
  'publication/edition/index.ts': `import '#platform/db.ts'\nimport '#publication/article/index.ts'\nexport const edition = 1\n`,
  // Types may point both ways.
  'publication/edition/inner.ts': `import type { outer } from './outer.ts'\nexport const inner: typeof outer = 1\n`,
  'publication/edition/outer.ts': `import { inner } from './inner.ts'\nexport const outer: number = inner\n`,
  'components/page.tsx': [
    `import 'react'`,
    `import '#publication/article/index.ts'`,
    `import type { edition } from '#publication/edition/index.ts'`,
    'export type Page = typeof edition\n',
  ].join('\n'),
  'components/admin/slot.client.tsx': `import '@payloadcms/ui'\nexport const slot = 1\n`,
  'app/(site)/page.tsx': [
    `import '#components/page.tsx'`,
    `import '#publication/edition/index.ts'`,
    `import '#platform/env.ts'`,
    `import '#platform/log.ts'`,
    `import '#platform/metrics/failures.ts'\n`,
  ].join('\n'),
  'app/internal/purge/route.ts': `import '#platform/internal-signature.ts'\n`,
  'app/(payload)/layout.tsx': `import 'payload'\nimport '#payload/payload.config.ts'\nimport './importMap.js'\n`,
  'app/(payload)/importMap.js': `import '../../components/admin/slot.client.tsx'\nimport '../../collections/shortcut.client.ts'\n`,
  'collections/shortcut.client.ts': value,
  'collections/articles.ts': `import 'payload'\nimport '#publication/edition/index.ts'\nimport '#platform/db.ts'\nexport const articles = 1\n`,
  'migrations/first.ts': `import '@payloadcms/db-postgres'\n`,
  'payload/payload.config.ts': `import '#collections/articles.ts'\nimport '#migrations/first.ts'\nimport '@payloadcms/db-postgres'\nexport const config = 1\n`,
  'payload/start/bootstrap.mjs': `import 'node:fs'\nimport './install.mjs'\n`,
  'payload/start/install.mjs': value,
  'seeds/import.ts': `import '#payload/payload.config.ts'\nimport '#publication/article/index.ts'\n`,
  'bench/lighthouse.ts': `import '#tests/support/chromium.ts'\nimport '#tests/support/lighthouse.ts'\n`,
  'client/index.ts': `import './shapes.ts'\nexport const client = 1\n`,
  'client/shapes.ts': value,
  'examples/mirror.mjs': `import 'node:fs'\n`,
  'tests/support/chromium.ts': value,
  'tests/support/lighthouse.ts': `import './chromium.ts'\nexport const value = 1\n`,
  'tests/support/noted.ts': `import 'vitest'\nimport '../../publication/article/schema.ts'\n`,
}
