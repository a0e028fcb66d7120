import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { withPayload } from '@payloadcms/next/withPayload'
import type { NextConfig } from 'next'

/** The address of a script in public/: it holds the hash of the content, so that browsers may keep it for good. */
function scriptPath(name: string): string {
  const script = readFileSync(`${import.meta.dirname}/public/${name}.js`)
  return `/${name}.${createHash('sha256').update(script).digest('hex').slice(0, 8)}.js`
}
const readerScriptPath = scriptPath('reader')
const suggestScriptPath = scriptPath('suggest')
const forGood = { key: 'Cache-Control', value: 'public, max-age=31536000, immutable' }

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
  serverExternalPackages: ['libpg-query', 'sh-syntax'],
  // Metadata goes into the head of every page, never streamed into the body after it.
  htmlLimitedBots: /.*/,
  // `npm run check` has type-checked before; a build of the same tree need not do it again.
  typescript: { ignoreBuildErrors: true },
  cacheHandler: `${import.meta.dirname}/platform/page-cache/handler.ts`,
  cacheMaxMemorySize: 128 * 1024 * 1024,
  // Readers never use it; pictures are made by the publication itself.
  images: { unoptimized: true, localPatterns: [] },
  compiler: { define: { readerScriptPath, suggestScriptPath } },
  experimental: { isrFlushToDisk: false },
  async rewrites() {
    return [
      { source: '/', destination: '/home/newest' },
      // The list as it begins is kept; further into it, each page is made for its cursor.
      { source: '/articles', has: [{ type: 'query', key: 'after' }], destination: '/archive/older' },
      { source: '/articles', destination: '/archive/newest' },
      { source: '/:house(about|how-to-read-a-plate|accessibility|licence)', destination: '/house/:house' },
      { source: '/developers', destination: '/house/developers/reference' },
      { source: readerScriptPath, destination: '/reader.js' },
      { source: suggestScriptPath, destination: '/suggest.js' },
      { source: '/articles/:slug.md', destination: '/renditions/articles/:slug/markdown' },
      { source: '/:kind(articles|topics|authors)/:slug.json', destination: '/renditions/:kind/:slug/json' },
      { source: '/.well-known/journal-checkpoint', destination: '/journal-checkpoint' },
      { source: '/media/:file', destination: '/api/media/file/:file' },
    ]
  },
  async headers() {
    return [
      { source: '/fonts/:path*', headers: [forGood] },
      { source: readerScriptPath, headers: [forGood] },
      { source: suggestScriptPath, headers: [forGood] },
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
