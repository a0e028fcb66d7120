import type { Summary } from '#publication/edition/index.ts'
import { beamMarks } from '#publication/plate/index.ts'
import { tallyOf } from '../wording.ts'

/** Where the two forms of the drawing are kept. */
export type BeamImages = { beam: string; 'beam-narrow': string }

const percent = (part: number): string => `${(part * 100).toFixed(2)}%`

/** A number near an edge keeps half its own breadth from it. */
const within = (part: number): string =>
  part < 0.05 || part > 0.95 ? `clamp(var(--hit) / 2,${percent(part)},100% - var(--hit) / 2)` : percent(part)

/** Where each number stands, as a stylesheet: no page may hold an inline style. */
function placesOf(marks: readonly { x: number; y: number }[]): string {
  return marks
    .map(
      ({ x, y }, at) =>
        `.beam li:nth-child(${at + 1}){inset-inline-start:${within(x)};inset-block-start:${percent(y)}}`,
    )
    .join('')
}

const sideOf = (x: number): string => (x < 1 / 3 ? 'tip tip-start' : x > 2 / 3 ? 'tip tip-end' : 'tip')

type Props = { articles: readonly Pick<Summary, 'id' | 'path' | 'title' | 'findings'>[]; images: BeamImages }

/**
 * The beam: a plate over the publication. One opening for each article, as broad as it has breaks, and a number in it
 * that leads there. On narrow screens it is a picture alone, because the list follows.
 */
export function Beam({ articles, images }: Props) {
  const marks = beamMarks(articles.map(({ findings }) => tallyOf(findings).breaks.length))
  return (
    <nav className="beam" aria-label="Teardowns by opening">
      <style href="beam-places" precedence="page">
        {placesOf(marks)}
      </style>
      <picture>
        <source media="(width < 46rem)" srcSet={images['beam-narrow']} width={780} height={300} />
        <img src={images.beam} width={1600} height={260} alt="" />
      </picture>
      <ol>
        {articles.map(({ id, path, title }, at) => (
          <li key={id}>
            <a href={path} data-label>
              {at + 1}
              <span className="unseen">. </span>
              <span className={sideOf(marks[at]?.x ?? 0.5)}>{title}</span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
