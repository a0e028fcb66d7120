const rooms = [
  'app',
  'components',
  'collections',
  'payload',
  'publication',
  'platform',
  'migrations',
  'seeds',
  'bench',
  'client',
  'examples',
  'tests',
]
/** Every room but these. */
const but = (...allowed) => `^(${rooms.filter((room) => !allowed.includes(room)).join('|')})/`
const packages = (...names) => `(^|/)node_modules/(${names.join('|')})(/|$)`

const payloadPackages = packages('payload', '@payloadcms')
const nextPackages = packages('next', 'react', 'react-dom')
const databasePackages = packages('drizzle-orm', 'pg', 'graphile-worker', '@payloadcms/(drizzle|db-postgres)')
const configurations = '^[^/]+\\.config\\.(ts|mjs)$'
const doors = '^publication/[^/]+/index\\.ts$'
const typesOnly = ['type-only']

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const tidiness = [
  { name: 'no-cycles', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: typesOnly } } },
  {
    name: 'no-orphans',
    from: {
      orphan: true,
      // Started or found by name: by Next, by Node, by vitest, by Payload's generator.
      pathNot: [
        '^(tests|migrations|bench)/',
        configurations,
        '^\\.dependency-cruiser\\.mjs$',
        '\\.d\\.m?ts$',
        '^app/.*/(page|layout|route|not-found)\\.tsx?$',
        '^app/\\(payload\\)/admin/importMap\\.js$',
        '^payload/generated-types\\.ts$',
        // Handed to readers, who run them by themselves.
        '^(publication/journal/verify-offline\\.mjs$|examples/)',
        // Asked for by pages, at an address that the build makes.
        '^public/(reader|suggest)\\.js$',
      ],
    },
    to: {},
  },
  {
    name: 'everything-resolves',
    from: {},
    // Types alone, under names that have no package of their own.
    to: { couldNotResolve: true, pathNot: '^(mdast|hast|unist)$' },
  },
  {
    name: 'production-needs-no-dev-dependency',
    from: { pathNot: ['^tests/', configurations] },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: typesOnly },
  },
  {
    name: 'nothing-depends-on-tests',
    // The bench takes the browser, and what drives it, from where the tests have them.
    from: { pathNot: ['^tests/', configurations, '^bench/lighthouse\\.ts$'] },
    to: { path: '^tests/' },
  },
]

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const outsideRooms = [
  { name: 'platform-knows-no-room', from: { path: '^platform/' }, to: { path: but('platform') } },
  { name: 'migrations-stand-alone', from: { path: '^migrations/' }, to: { path: but('migrations') } },
  { name: 'seeds-go-through-the-cms', from: { path: '^seeds/' }, to: { path: but('seeds', 'payload', 'publication') } },
  {
    name: 'bench-measures-from-outside',
    from: { path: '^bench/' },
    to: { path: but('bench', 'payload', 'platform'), pathNot: '^tests/support/(chromium|lighthouse)\\.ts$' },
  },
  // Both leave the house: whoever takes the folder has all of it.
  { name: 'client-stands-alone', from: { path: '^client/' }, to: { pathNot: '^client/' } },
  {
    name: 'examples-need-node-alone',
    from: { path: '^examples/' },
    to: { pathNot: '^examples/', dependencyTypesNot: ['core'] },
  },
  {
    name: 'server-joins-next-and-platform',
    from: { path: '^server\\.ts$' },
    // Of the pages it knows the one line that they may run, and of the API that it can answer.
    to: {
      path: [but('platform'), payloadPackages],
      pathNot: ['^components/scheme-line\\.ts$', '^app/api/v1/router\\.ts$'],
    },
  },
]

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const publication = [
  {
    name: 'publication-knows-platform-only',
    from: { path: '^publication/' },
    to: { path: but('publication', 'platform') },
  },
  {
    name: 'publication-knows-no-framework',
    from: { path: '^publication/' },
    to: { path: [payloadPackages, nextPackages] },
  },
  {
    name: 'publication-modules-have-one-door',
    from: { path: '^publication/([^/]+)/' },
    to: { path: '^publication/[^/]+/', pathNot: ['^publication/$1/', doors] },
  },
  {
    name: 'rooms-enter-publication-by-its-doors',
    from: { pathNot: ['^publication/', '^tests/'] },
    to: { path: '^publication/', pathNot: doors },
  },
]

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const components = [
  {
    name: 'components-show-plain-data',
    from: { path: '^components/' },
    to: { path: [but('components', 'publication'), databasePackages] },
  },
  {
    name: 'components-ask-for-nothing',
    // What reads, writes or sends: of these a view may know the types.
    from: { path: '^components/' },
    to: {
      path: '^publication/(edition|journal|tables|webhooks|newsletter|keys)/',
      dependencyTypesNot: typesOnly,
    },
  },
  {
    name: 'components-know-no-cms',
    from: { path: '^components/', pathNot: '^components/admin/' },
    to: { path: [payloadPackages, '^components/admin/'] },
  },
  {
    name: 'reader-pages-have-no-client-component',
    from: { path: '^(app|components)/', pathNot: '^(app/\\(payload\\)|components/admin)/' },
    to: { path: '\\.client\\.tsx?$' },
  },
]

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const cms = [
  {
    name: 'collections-declare',
    from: { path: '^collections/' },
    to: { path: [but('collections', 'publication', 'platform'), packages('next')] },
  },
  {
    name: 'payload-assembles',
    from: { path: '^payload/' },
    to: { path: but('payload', 'collections', 'publication', 'platform', 'migrations') },
  },
  {
    name: 'start-needs-nothing-installed',
    // These files run before `npm ci` has.
    from: { path: '^(payload/start|platform)/[^/]+\\.mjs$' },
    to: { pathNot: '^(payload/start|platform)/[^/]+\\.mjs$', dependencyTypesNot: ['core'] },
  },
]

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const app = [
  {
    name: 'app-routes-only',
    from: { path: '^app/', pathNot: '^app/(\\(payload\\)|preview)/' },
    to: { path: but('app', 'components', 'publication', 'platform') },
  },
  {
    name: 'app-reaches-outside-through-publication',
    // The worker's private route checks a signature, the public API counts who asks; no other route may reach past these files.
    from: { path: '^app/', pathNot: '^app/internal/' },
    to: { path: '^platform/', pathNot: '^platform/(env|log|metrics/failures|limits/[a-z-]+)\\.ts$' },
  },
  {
    name: 'internal-routes-check-signatures',
    from: { path: '^app/internal/' },
    to: { path: '^platform/', pathNot: '^platform/(env|log|internal-signature)\\.ts$' },
  },
  { name: 'app-names-no-table', from: { path: '^app/' }, to: { path: databasePackages } },
  {
    name: 'app-knows-no-cms',
    from: { path: '^app/', pathNot: '^app/(\\(payload\\)|preview)/' },
    to: { path: payloadPackages },
  },
  {
    name: 'admin-routes-carry-payload-only',
    // The generated import map names what the editor shows, wherever that lies.
    from: { path: '^app/(\\(payload\\)|preview)/', pathNot: '/importMap\\.js$' },
    to: { path: but('app', 'components', 'publication', 'platform', 'payload') },
  },
]

/** Arrows between rooms, as docs/architecture.md draws them. */
/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [...tidiness, ...outsideRooms, ...publication, ...components, ...cms, ...app].map((rule) => ({
    severity: 'error',
    ...rule,
  })),
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['(^|/)(\\.next[^/]*|\\.data[^/]*|\\.build)/', '^next-env\\.d\\.ts$'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
}
