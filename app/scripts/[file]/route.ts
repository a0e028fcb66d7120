import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const dynamic = 'force-static'
export const dynamicParams = false

const files = ['reader.js', 'suggest.js', 'quote.js', 'directive.js']

export const generateStaticParams = (): { file: string }[] => files.map((file) => ({ file }))

/** A script without the lines that are comments alone: a third of it, which no browser needs. */
const bare = (script: string): string =>
  script.replace(/^[ \t]*\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n/gm, '').replace(/^[ \t]*\/\/.*\n/gm, '')

type Context = { params: Promise<{ file: string }> }

/** The scripts of readers' pages, made with the build. Their public addresses hold a hash (next.config.ts). */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { file } = await params
  const script = bare(readFileSync(join(process.cwd(), 'public', file), 'utf8'))
  return new Response(script, {
    headers: {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'public, max-age=31536000, immutable',
    },
  })
}
