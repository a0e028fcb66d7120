import { drawingAt } from '#publication/edition/index.ts'

// Kept like a page, so that it is there while the database is not. The address names the content; only an address that
// leads nowhere yet is worth asking for again.
export const dynamic = 'force-static'
export const revalidate = 300
export const generateStaticParams = (): { file: string }[] => []

type Context = { params: Promise<{ file: string }> }

/** `/plates/{slug}.{hash8}.{format}.svg`: a drawing as it was drawn when its article was published. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { file } = await params
  const svg = /^[a-z0-9-]+\.[0-9a-f]{8}\.[a-z0-9-]+\.svg$/.test(file) ? await drawingAt(`/plates/${file}`) : null
  if (svg === null) return new Response(null, { status: 404 })
  return new Response(svg, {
    headers: { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'public, max-age=31536000, immutable' },
  })
}
