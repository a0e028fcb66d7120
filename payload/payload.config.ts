import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { postgresAdapter } from '@payloadcms/db-postgres'
import { en } from '@payloadcms/translations/languages/en'
import { buildConfig, type PayloadLogger } from 'payload'
import sharp from 'sharp'
import { articles } from '#collections/articles/index.ts'
import { authors } from '#collections/authors/index.ts'
import { guarded } from '#collections/guarded.ts'
import { media } from '#collections/media/index.ts'
import { keepSwept } from '#collections/media/sweep-pictures.ts'
import { site } from '#collections/site/index.ts'
import { topics } from '#collections/topics/index.ts'
import { users } from '#collections/users/index.ts'
import { poolLimits } from '#platform/db.ts'
import { env } from '#platform/env.ts'
import { log } from '#platform/log.ts'
import { inPlainWords } from './errors.ts'
import { confirmingCommits } from './transactions.ts'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const { DATABASE_URL, DATABASE_POOL_SIZE, PAYLOAD_SECRET, SITE_URL } = env()

export default buildConfig({
  secret: PAYLOAD_SECRET,
  serverURL: SITE_URL,
  csrf: [SITE_URL],
  cors: [SITE_URL],
  telemetry: false,
  // One log for the whole process. Payload brings a pino of its own; the two speak alike.
  logger: log() as unknown as PayloadLogger,
  graphQL: { disable: true },
  collections: [articles, topics, authors, media, users].map(guarded),
  globals: [site],
  hooks: { afterError: [inPlainWords] },
  onInit: keepSwept,
  i18n: { fallbackLanguage: 'en', supportedLanguages: { en } },
  admin: {
    user: users.slug,
    avatar: 'default',
    dateFormat: 'd MMM yyyy, HH:mm',
    importMap: { baseDir: root, importMapFile: resolve(root, 'app/(payload)/admin/importMap.js') },
    components: {
      graphics: {
        Logo: '/components/admin/house-marks.tsx#HouseName',
        Icon: '/components/admin/house-marks.tsx#HouseMark',
      },
      beforeLogin: ['/components/admin/headings.tsx#SignInHeading'],
      beforeDashboard: ['/components/admin/headings.tsx#DeskHeading'],
    },
    meta: {
      titleSuffix: ' · What breaks. What holds.',
      robots: 'noindex, nofollow',
      defaultOGImageType: 'off',
      icons: [{ url: '/favicon.svg', type: 'image/svg+xml' }],
    },
  },
  db: confirmingCommits(
    postgresAdapter({
      pool: { ...poolLimits, connectionString: DATABASE_URL, max: DATABASE_POOL_SIZE, application_name: 'wbwh-cms' },
      push: false,
      migrationDir: resolve(root, 'migrations'),
      disableCreateDatabase: true,
      transactionOptions: {},
    }),
  ),
  email: () => ({
    name: 'none',
    defaultFromAddress: 'nobody@localhost',
    defaultFromName: 'What breaks. What holds.',
    // The text of a mail may hold a token, so only the fact is logged.
    sendEmail: async () => log().warn('a mail was not sent: no mail server is set up'),
  }),
  sharp,
  typescript: { outputFile: resolve(root, 'payload/generated-types.ts'), autoGenerate: false },
  upload: { limits: { fileSize: 20_000_000 }, abortOnLimit: true, responseOnLimit: 'The file is larger than 20 MB.' },
})
