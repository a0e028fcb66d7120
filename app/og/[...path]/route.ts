import { log } from '#platform/log.ts'
import { keepShareImage, shareImageAt } from '#publication/edition/index.ts'
import { drawOnce, siteImage } from '../draw-once.ts'
import { isCardPath, wantedCard } from '../wanted-card.ts'

// Asked of the database each time: a picture goes with its article.
export const dynamic = 'force-dynamic'

type Context = { params: Promise<{ path: string[] }> }

const picture = (png: Buffer, caching: string): Response =>
  new Response(new Uint8Array(png), {
    headers: { 'Content-Type': 'image/png', 'Content-Length': String(png.length), 'Cache-Control': caching },
  })
const forGood = 'public, max-age=31536000, immutable'
const missing = (status: number): Response =>
  new Response(null, { status, headers: { 'Cache-Control': 'public, max-age=60' } })

/** The picture at a path, from where it is kept or drawn at this moment; or the status of an address without one. */
async function pictureAt(path: string): Promise<Buffer | number> {
  const stored = await shareImageAt(path)
  if (stored) return stored
  const { card, status } = await wantedCard(path)
  if (card === null) return status
  const png = await drawOnce(card)
  if (card.kind !== 'site')
    await keepShareImage(path, png).catch((error: unknown) =>
      log().warn({ err: error, path }, 'a share image was drawn, and could not be kept'),
    )
  return png
}

/**
 * `/og/{slug}.{hash8}.png`, `/og/{slug}.{b1}.{hash8}.png`, `/og/topics/{slug}.{hash8}.png` and `/og/site.{hash8}.png`.
 * Whoever shares a page gets a picture: when its own cannot be had at this moment, that of the site, not to be kept.
 */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const path = `/og/${(await params).path.join('/')}`
  if (!isCardPath(path)) return missing(404)
  try {
    const found = await pictureAt(path)
    return typeof found === 'number' ? missing(found) : picture(found, forGood)
  } catch (error) {
    log().error({ err: error, path }, 'a share image cannot be had; that of the site is shown')
    return siteImage().then(
      (png) => picture(png, 'no-store'),
      () => new Response(null, { status: 503, headers: { 'Retry-After': '30', 'Cache-Control': 'no-store' } }),
    )
  }
}
