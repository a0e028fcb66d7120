import type { Nodes } from 'mdast'
import { visit } from 'unist-util-visit'
import {
  type ArticleDocument,
  articlePathIn,
  callSchema,
  codeMetaOf,
  diagramProblem,
  findingsOf,
  sourcesOf,
  wordsOf,
} from '#publication/article/index.ts'
import { codeProblems } from '#publication/syntax/index.ts'

const words = { least: 1_800, most: 3_500 }
const leastFindings = 4
const leastSources = 10
/** Wider code scrolls sideways on a desk, too. */
const widestLine = 78

/** The names of the blocks in a body; a checklist and a diagram are blocks of their own. */
export function blocksIn({ body }: Pick<ArticleDocument, 'body'>): Set<string> {
  const names = new Set<string>()
  visit(body, (node: Nodes) => {
    if (node.type === 'containerDirective' || node.type === 'leafDirective') names.add(node.name)
    else if (node.type === 'listItem' && typeof node.checked === 'boolean') names.add('checklist')
    else names.add(node.type)
  })
  return names
}

function findingFaults({ body }: ArticleDocument): string[] {
  const faults: string[] = []
  const findings = findingsOf(body)
  const known = new Set(findings.filter(({ kind }) => kind === 'break').map(({ id }) => id))
  if (findings.length < leastFindings) faults.push(`${findings.length} findings; at least ${leastFindings}`)
  for (const finding of findings) {
    if (!finding.cost) faults.push(`${finding.id} does not say what it costs`)
    if (finding.kind === 'break') {
      if (!finding.shows) faults.push(`${finding.id} does not say how it shows`)
      if (!finding.scale) faults.push(`${finding.id} does not say from which scale on`)
    } else if (finding.answers.length === 0 || !finding.answers.every((id) => known.has(id)))
      faults.push(`${finding.id} answers no break of the article`)
  }
  for (const node of body.children)
    if (node.type === 'containerDirective' && node.children.length === 0)
      faults.push(`${node.attributes?.['id'] ?? node.name} says nothing below its title`)
  return faults
}

/** Parsing puts the status of a break right, so what a file says of it is seen in its text alone. */
function statusFaults({ body }: ArticleDocument, source: string): string[] {
  const written = new Set([...source.matchAll(/^:{3,}break\{#(b\d+) .*status="open"/gm)].map(([, id]) => id))
  return findingsOf(body).flatMap((finding) =>
    finding.kind === 'break' && written.has(finding.id) !== (finding.status === 'open')
      ? [`${finding.id} is ${finding.status} and does not say so`]
      : [],
  )
}

function proseFaults({ body, call, takeaways }: ArticleDocument): string[] {
  const faults: string[] = []
  if (!callSchema.safeParse(call).success) faults.push('the call is not complete')
  if (takeaways.length < 2 || takeaways.length > 3) faults.push(`${takeaways.length} takeaways; two or three`)
  const count = wordsOf(body)
  if (count < words.least || count > words.most) faults.push(`${count} words; ${words.least} to ${words.most}`)
  const opening = body.children.findIndex(({ type }) => type !== 'paragraph' && type !== 'list')
  const paragraphs = body.children.slice(0, opening).filter(({ type }) => type === 'paragraph').length
  if (paragraphs < 2 || paragraphs > 4) faults.push(`opens with ${paragraphs} paragraphs; two to four`)
  let depth = 1
  for (const node of body.children) {
    if (node.type !== 'heading') continue
    if (node.depth > depth + 1) faults.push(`a heading of level ${node.depth} below one of level ${depth}`)
    depth = node.depth
  }
  return faults
}

function sourceFaults({ body }: ArticleDocument): string[] {
  const faults: string[] = []
  const sources = sourcesOf(body)
  if (sources.length < leastSources) faults.push(`${sources.length} sources; at least ${leastSources}`)
  const addressed = new Set<string>()
  visit(body, 'footnoteDefinition', (note) => {
    visit(note, 'text', ({ value }) => {
      if (/, checked \d/.test(value)) addressed.add(value)
    })
  })
  if (addressed.size !== sources.length) faults.push(`${addressed.size} notes look like sources, ${sources.length} are`)
  return faults
}

async function sampleFaults({ body }: ArticleDocument): Promise<string[]> {
  const faults: string[] = []
  for (const { nth, line, message } of await codeProblems(body)) faults.push(`code ${nth}, line ${line}: ${message}`)
  visit(body, 'code', ({ value, meta }, _, parent) => {
    if (parent?.type === 'containerDirective' && parent.name === 'diagram') {
      const problem = diagramProblem(value)
      if (problem) faults.push(`a diagram, line ${problem.line}: ${problem.message}`)
      if (parent.children.length < 2) faults.push('a diagram has no description in words')
      return
    }
    if (!codeMetaOf(meta)?.caption) faults.push(`code without a caption: ${value.slice(0, 40)}`)
    for (const line of value.split('\n')) if (line.length > widestLine) faults.push(`a line of code too wide: ${line}`)
  })
  visit(body, 'image', ({ url, alt }) => {
    if (!alt?.trim()) faults.push(`${url} has no alternative text`)
  })
  return faults
}

function linkFaults({ body }: ArticleDocument, all: ReadonlyMap<string, ArticleDocument>): string[] {
  const addresses: string[] = []
  visit(body, (node: Nodes) => {
    if (node.type === 'link') addresses.push(node.url)
    if (node.type === 'leafDirective' && node.attributes?.['to']) addresses.push(node.attributes['to'])
  })
  return addresses
    .filter((address) => address.startsWith('/'))
    .filter((address) => {
      const path = articlePathIn(address)
      const target = path && all.get(path.slug)
      return !target || (path.finding !== null && !findingsOf(target.body).some(({ id }) => id === path.finding))
    })
    .map((address) => `${address} leads nowhere`)
}

/**
 * What keeps an article from standing beside the others, each in words; empty when nothing does.
 * @param source the file that the document was read from
 * @param all the articles that it may link to, by slug
 */
export async function articleFaults(
  document: ArticleDocument,
  source: string,
  all: ReadonlyMap<string, ArticleDocument>,
): Promise<string[]> {
  return [
    ...proseFaults(document),
    ...findingFaults(document),
    ...statusFaults(document, source),
    ...sourceFaults(document),
    ...linkFaults(document, all),
    ...(await sampleFaults(document)),
  ]
}
