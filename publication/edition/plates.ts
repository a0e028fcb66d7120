import { createHash } from 'node:crypto'
import { desc, inArray, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db.ts'
import type { Article, LoadCase } from '../article/index.ts'
import {
  type BeamFormat,
  beamFormats,
  beamLength,
  beamSvg,
  groundOf,
  plateAlt,
  plateFormats,
  plateSpecOf,
  plateSvg,
  sheetFormats,
  sheetSvg,
} from '../plate/index.ts'
import { type Plate, plates, type Sheets } from '../tables/index.ts'

/** A drawing to be kept: `from` says what it is drawn from, `name` and `format` stand in its address. */
type Drawn<Format extends string> = { format: Format; from: string; name: string; svg: () => string }

/** Whether drawings that are kept already are made again, by a generator that has changed since. */
export type Redraw = { isRedraw?: boolean }

const addressOf = (name: string, format: string, svg: string): string =>
  `/plates/${name}.${createHash('sha256').update(svg).digest('hex').slice(0, 8)}.${format}.svg`

/** Keeps a new drawing. One that is there already becomes the newest of its kind. */
async function keep(tx: Tx, { from, name, format, svg }: Drawn<string>): Promise<string> {
  const drawing = svg()
  const path = addressOf(name, format, drawing)
  await tx
    .insert(plates)
    .values({ path, drawnFrom: from, svg: drawing })
    .onConflictDoUpdate({ target: plates.path, set: { drawnAt: sql`now()` } })
  return path
}

/**
 * Where drawings are kept, drawing those that are not there yet. What was drawn once stays as it was, also when the
 * generator changes: an archive that repaints itself would not be one.
 */
async function kept<Format extends string>(tx: Tx, drawings: Drawn<Format>[], { isRedraw = false }: Redraw) {
  const wanted = drawings.map(({ from }) => from)
  const rows = isRedraw
    ? []
    : await tx
        .select({ path: plates.path, from: plates.drawnFrom })
        .from(plates)
        .where(inArray(plates.drawnFrom, wanted))
        .orderBy(desc(plates.drawnAt))
  const paths = {} as Record<Format, string>
  for (const drawing of drawings)
    paths[drawing.format] = rows.find(({ from }) => from === drawing.from)?.path ?? (await keep(tx, drawing))
  return paths
}

const formatsOf = <Format extends string>(formats: Record<Format, unknown>) => Object.keys(formats) as Format[]

/** The plate of an article under the load case of its first topic. */
export async function plateOf(tx: Tx, article: Article, load: LoadCase, redraw: Redraw = {}): Promise<Plate> {
  const spec = plateSpecOf({ ...article, load })
  const { seed, breaks, holds, open, variant, calm } = spec
  const from = `plate ${seed} ${load} ${breaks}/${holds}/${open} ${variant}${calm ? ' calm' : ''}`
  const drawings = formatsOf(plateFormats).map((format) => ({
    format,
    from: `${from} ${format}`,
    name: seed,
    svg: () => plateSvg(spec, format),
  }))
  return { ...(await kept(tx, drawings, redraw)), alt: plateAlt(article.title, spec), ground: groundOf(spec) }
}

/** The sheets of a topic. */
export async function sheetsOf(tx: Tx, slug: string, load: LoadCase, redraw: Redraw = {}): Promise<Sheets> {
  const drawings = formatsOf(sheetFormats).map((format) => ({
    format,
    from: `sheet ${slug} ${load} ${format}`,
    name: slug,
    svg: () => sheetSvg(slug, load, format),
  }))
  return kept(tx, drawings, redraw)
}

/** What the beam over these articles, newest first, is drawn from. @param breaks how many each of them has */
export const beamFrom = (breaks: readonly number[], format: BeamFormat): string =>
  `beam ${breaks.slice(0, beamLength).join('/')} ${format}`

/** Draws the beam over what is public now, for the home page to find. Called after whatever changes it. */
export async function putBeam(tx: Tx, redraw: Redraw = {}): Promise<void> {
  const { rows } = await tx.execute<{ breaks: number }>(sql`
    select (select count(*)::int from publication.findings f
      where f.article_id = c.article_id and f.kind = 'break') as breaks
    from publication.current c order by c.published_at desc, c.article_id desc limit ${beamLength}`)
  const breaks = rows.map((row) => row.breaks)
  const drawings = formatsOf(beamFormats).map((format) => ({
    format,
    from: beamFrom(breaks, format),
    name: 'newest',
    svg: () => beamSvg(breaks, format),
  }))
  await kept(tx, drawings, redraw)
}
