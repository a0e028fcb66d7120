import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { withPayload } from '@payloadcms/next/withPayload'
import type { NextConfig } from 'next'

/** A script of readers' pages. Its address holds the hash of its content, so that browsers may keep it for good. */
function script(name: string): { source: string; path: string } {
  const content = readFileSync(`${import.meta.dirname}/public/${name}.js`)
  return {
    source: `/scripts/${name}.js`,
    path: `/${name}.${createHash('sha256').update(content).digest('hex').slice(0, 8)}.js`,
  }
}
const reader = script('reader')
// What makes links to quotes comes when something is selected.
const quotes = [script('quote'), script('directive')]
const suggest = script('suggest')
const scripts = [reader, suggest, ...quotes]

const forGood = { key: 'Cache-Control', value: 'public, max-age=31536000, immutable' }

/** Addresses that machines read, and that have no page. */
const machines = [
  '/articles/:slug.md',
  '/articles/:slug/cite.:form(bib|csl.json)',
  '/:kind(articles|topics|authors)/:slug.json',
  '/failures.:form(json|csv|md)',
  '/feeds/:path*',
  '/sitemap.xml',
  '/sitemaps/:file',
  ...['robots', 'llms', 'llms-full', 'humans', 'security'].map((name) => `/${name}.txt`),
  '/opensearch.xml',
  '/.well-known/:file(security.txt|api-catalog)',
]

const config: NextConfig = {
  // Read before platform/env can be complete: a build needs no database and no secret.
  distDir: process.env.NEXT_DIST_DIR || '.next',
  // This folder and no other: Next would look for lock files in the folders above.
  turbopack: { root: import.meta.dirname },
  poweredByHeader: false,
  // The door compresses, and makes entity tags, once per content; Next would hash every page for every reader.
  compress: false,
  generateEtags: false,
  // Parsers of code that read their WebAssembly from beside their own files.
  serverExternalPackages: ['libpg-query', 'sh-syntax', 'harfbuzzjs', 'woff2-encoder'],
  // Metadata goes into the head of every page, never streamed into the body after it.
  htmlLimitedBots: /.*/,
  // `npm run check` has type-checked before; a build of the same tree need not do it again.
  typescript: { ignoreBuildErrors: true },
  cacheHandler: `${import.meta.dirname}/platform/page-cache/handler.ts`,
  cacheMaxMemorySize: 128 * 1024 * 1024,
  // Readers never use it; pictures are made by the publication itself.
  images: { unoptimized: true, localPatterns: [] },
  compiler: {
    define: {
      readerScriptPath: reader.path,
      quoteScriptPaths: quotes.map(({ path }) => path).join(' '),
      suggestScriptPath: suggest.path,
    },
  },
  experimental: { isrFlushToDisk: false },
  async rewrites() {
    return [
      { source: '/', destination: '/home/newest' },
      // The list as it begins is kept; further into it, each page is made for its cursor.
      { source: '/articles', has: [{ type: 'query', key: 'after' }], destination: '/archive/older' },
      { source: '/articles', destination: '/archive/newest' },
      // The index as it begins is kept; narrowed or further into it, it is made for what is asked.
      {
        source: '/failures',
        missing: ['topic', 'status', 'scale', 'q', 'users', 'by', 'letter', 'after'].map(
          (key) => ({ type: 'query', key }) as const,
        ),
        destination: '/failure-index/all',
      },
      { source: '/failures', destination: '/failure-index/asked' },
      { source: '/:house(about|how-to-read-a-plate|accessibility|licence)', destination: '/house/:house' },
      { source: '/developers', destination: '/house/developers/reference' },
      { source: '/ai', destination: '/house/ai/said' },
      ...scripts.map(({ source, path }) => ({ source: path, destination: source })),
      // Answered at the door; these lead to the same where there is none.
      ...machines.map((source) => ({ source, destination: `/renditions${source.replaceAll(/\([^)]*\)/g, '')}` })),
      { source: '/.well-known/journal-checkpoint', destination: '/journal-checkpoint' },
      { source: '/media/:file', destination: '/api/media/file/:file' },
    ]
  },
  async headers() {
    return [
      { source: '/fonts/:path*', headers: [forGood] },
      ...scripts.map(({ path }) => ({ source: path, headers: [forGood] })),
    ]
  },
}

/** Payload asks every page for client hints; only its admin uses them. */
function forAdminOnly(withHints: NextConfig): NextConfig {
  return {
    ...withHints,
    headers: async () =>
      ((await withHints.headers?.()) ?? []).map((rule) =>
        rule.source === '/:path*' ? { ...rule, source: '/admin/:path*' } : rule,
      ),
  }
}

export default forAdminOnly(withPayload(config))
