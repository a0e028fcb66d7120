import { request } from 'node:http'
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'

/** How much of a page link previews read, bytes: Slack asks for so many and no more. */
const previewBytes = 32_768

/** A page as a preview gets it: its first bytes as they are sent, nothing compressed; and `whole`, which it does not get. */
export type Peeked = { status: number; url: string; html: string; whole: string; bytes: number }

/** Asks as a preview does, and follows as it does. */
export async function peek(url: string): Promise<Peeked> {
  const headers = { 'user-agent': 'Slackbot-LinkExpanding 1.0', 'accept-encoding': 'identity', accept: '*/*' }
  const answer = await new Promise<{ status: number; location: string | undefined; body: Buffer }>(
    (resolve, reject) => {
      request(url, { headers }, async (incoming) => {
        const body = Buffer.concat(await incoming.toArray())
        resolve({ status: incoming.statusCode ?? 0, location: incoming.headers.location, body })
      })
        .once('error', reject)
        .end()
    },
  )
  if (answer.location && answer.status >= 300 && answer.status < 400) return peek(new URL(answer.location, url).href)
  const html = answer.body.subarray(0, previewBytes).toString('utf8')
  return { status: answer.status, url, html, whole: answer.body.toString('utf8'), bytes: answer.body.length }
}

type Tag = { name: string; content: string; end: number }
export type Head = {
  title: string
  tags: Tag[]
  links: { rel: string; href: string; type: string }[]
  graph: unknown[]
}

const attribute = (element: Tree.Element, name: string) => element.attrs.find((each) => each.name === name)?.value

/** What stands in the head, with the byte at which each tag ends. */
export function headOf(html: string): Head {
  const head: Head = { title: '', tags: [], links: [], graph: [] }
  const document = parse(html, { sourceCodeLocationInfo: true })
  const root = document.childNodes.find((node) => node.nodeName === 'html') as Tree.Element
  const element = root.childNodes.find((node) => node.nodeName === 'head') as Tree.Element
  for (const child of element.childNodes) {
    if (!('tagName' in child)) continue
    const text = child.childNodes.map((node) => ('value' in node ? node.value : '')).join('')
    const end = Buffer.byteLength(html.slice(0, child.sourceCodeLocation?.endOffset ?? 0))
    if (child.tagName === 'title') head.title = text
    if (child.tagName === 'meta') {
      const name = attribute(child, 'property') ?? attribute(child, 'name') ?? ''
      head.tags.push({ name, content: attribute(child, 'content') ?? '', end })
    }
    if (child.tagName === 'link') {
      const [rel = '', href = '', type = ''] = ['rel', 'href', 'type'].map((name) => attribute(child, name) ?? '')
      head.links.push({ rel, href, type })
    }
    if (
      child.tagName === 'script' &&
      attribute(child, 'type') === 'application/ld+json' &&
      child.sourceCodeLocation?.endTag
    )
      head.graph.push(JSON.parse(text))
  }
  return head
}

/** A card as one of them would show it. */
type Shown = { by: string; title: string; description: string; image: string; more: string[] }

/** The cards that they make of a head, each by its own rules (see docs/decisions/0023-share-images.md). */
export function cardsOf({ title, tags, links }: Head): Shown[] {
  const said = (...names: string[]) => tags.find((tag) => names.includes(tag.name))?.content ?? ''
  const firstOf = (...names: string[]) => names.map((name) => said(name)).find((content) => content !== '') ?? ''
  const field = (at: number) =>
    said(`twitter:label${at}`) ? [`${said(`twitter:label${at}`)}: ${said(`twitter:data${at}`)}`] : []
  const slack = {
    by: 'Slack',
    // Whichever stands first, of Open Graph's and X's.
    title: said('og:title', 'twitter:title') || title,
    description: said('og:description', 'twitter:description') || said('description'),
    image: said('og:image', 'twitter:image'),
    more: [said('og:site_name'), ...field(1), ...field(2)],
  }
  const linkedIn = {
    by: 'LinkedIn',
    title: said('og:title'),
    description: said('og:description'),
    image: said('og:image'),
    more: [said('article:author') || said('author'), said('article:published_time')].filter(Boolean),
  }
  const x = {
    by: 'X',
    title: firstOf('twitter:title', 'og:title'),
    description: firstOf('twitter:description', 'og:description'),
    image: firstOf('twitter:image', 'og:image'),
    more: [said('twitter:card'), said('twitter:image:alt')],
  }
  const apple = {
    by: 'Apple',
    title: said('og:title') || title,
    description: said('og:description'),
    image: said('og:image'),
    more: links.filter(({ rel }) => rel === 'apple-touch-icon').map(({ href }) => href),
  }
  return [slack, linkedIn, x, apple]
}
