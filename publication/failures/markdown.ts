import type { Paragraph, PhrasingContent, TableCell } from 'mdast'
import { gfmTableToMarkdown } from 'mdast-util-gfm-table'
import { toMarkdown } from 'mdast-util-to-markdown'
import { type Failure, failuresPath, findingPath } from '../edition/index.ts'

/** Text of one line: in a table a line end would end the row. */
const text = (value: string): PhrasingContent => ({
  type: 'text',
  value: value.replaceAll(/[\s\p{Cc}]+/gu, ' '),
})
const link = (value: string, url: string): PhrasingContent => ({
  type: 'link',
  url,
  title: null,
  children: [text(value)],
})
const paragraph = (...children: PhrasingContent[]): Paragraph => ({ type: 'paragraph', children })
const cell = (...children: PhrasingContent[]): TableCell => ({ type: 'tableCell', children })
const row = (cells: TableCell[]) => ({ type: 'tableRow', children: cells }) as const

const heads = ['Break', 'Shows up as', 'From', 'Costs', 'Holds', 'Teardown']

const holdsOf = ({ finding, holds }: Failure): string =>
  finding.status === 'open' || holds.length === 0
    ? 'Open: no hold that we trust yet'
    : holds.map(({ title, cost }) => (cost ? `${title} (costs ${cost})` : title)).join('; ')

function rowOf(failure: Failure, origin: string) {
  const { title, shows, scale, cost, id, article } = failure.finding
  return row([
    cell(link(title, origin + findingPath(article.slug, id))),
    ...[shows, scale, cost].map((value) => cell(text(value ?? ''))),
    cell(text(holdsOf(failure))),
    cell(link(article.title, origin + article.path)),
  ])
}

/**
 * Breaks as a table of GFM with a head.
 * @param about `count`: how many there are with these filters; `next`: where the table goes on, or null
 * @param origin scheme and host of every address in it
 */
export function failuresMarkdown(
  failures: readonly Failure[],
  about: { count: number; next: string | null },
  origin: string,
): string {
  const { count, next } = about
  const words = `${count === 1 ? 'One break' : `${count} breaks`}, by title, each with what holds. As a page: `
  return toMarkdown(
    {
      type: 'root',
      children: [
        { type: 'heading', depth: 1, children: [text('The failure index')] },
        paragraph(text(words), link(origin + failuresPath, origin + failuresPath)),
        {
          type: 'table',
          align: [],
          children: [row(heads.map((head) => cell(text(head)))), ...failures.map((failure) => rowOf(failure, origin))],
        },
        ...(next === null ? [] : [paragraph(link('The table goes on here', next))]),
      ],
    },
    { resourceLink: true, extensions: [gfmTableToMarkdown({ tableCellPadding: true, tablePipeAlign: false })] },
  )
}
