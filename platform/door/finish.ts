import { hash } from 'node:crypto'
import { html as namespaces, parse, serialize, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { headRank, isPreload } from './head-order.ts'
import { type PolicySources, readerPolicy } from './policy.ts'
import type { Sheets } from './sheets.ts'

export type FinishOptions = {
  /** Inline scripts that may stay, as CSP names them: `sha256-{base64}` of the exact text. */
  inlineScripts?: readonly string[]
  /** Whether readers come over https; then the policy upgrades addresses that were left at http. */
  https?: boolean
  /** Stylesheets that stand in the page in place of their links. */
  sheets?: Sheets
}

/** A page as readers get it. `status` and what follows are what the page asked for in its head, or null. */
export type Finished = {
  html: string
  csp: string
  etag: string
  status: number | null
  revision: string | null
  /** A path on this site; with a status of 308. */
  location: string | null
  /** The words in the page that stand for the id of the request, such as `{request-id}`. */
  reference: string | null
  /** When to come back, seconds; with a status of 429 or 503. */
  retryAfter: number | null
}

/** A page that needs Next's client runtime to show all of itself. */
export class UnfinishablePage extends Error {}

/** A part of the source to leave out. */
type Cut = { from: number; to: number }
type Findings = PolicySources & { cuts: Cut[] }

/**
 * Next's inline scripts. They are two thirds of a page and never hold a `<`, so taking them out first saves parsing
 * them; `<script>` as it stands here occurs in no text, because React and the sanitiser escape it there.
 */
const inlineRuntime = /<script(?: id="_R_")?>(?:\(?self\.__next_f\b|\(globalThis\["TURBOPACK"\])[^<]*<\/script>/g

const attribute = (element: Tree.Element, name: string) => element.attrs.find((each) => each.name === name)?.value
const isElement = (node: Tree.Node): node is Tree.Element => 'tagName' in node
const textOf = (element: Tree.Element) =>
  element.childNodes.map((child) => ('value' in child ? child.value : '')).join('')
/** How a policy names an inline script or style by its exact text. */
export const scriptHash = (text: string) => `sha256-${hash('sha256', text, 'base64')}`

/** Script types that a browser does not run: they carry facts, and no policy stops them. */
const isDataBlock = (script: Tree.Element) => attribute(script, 'type')?.trim().toLowerCase() === 'application/ld+json'

/** Whether a script is ours: a file of this origin outside Next's, an allowed line, or a data block. Notes it if so. */
function keepsScript(script: Tree.Element, found: Findings, allowed: ReadonlySet<string>): boolean {
  if (script.namespaceURI !== namespaces.NS.HTML) return false
  if (isDataBlock(script)) return true
  const source = attribute(script, 'src')
  if (source === undefined) {
    const name = scriptHash(textOf(script))
    if (!allowed.has(name)) return false
    found.scripts.add(`'${name}'`)
    return true
  }
  if (!/^\/(?!\/|_next\/)/.test(source)) return false
  found.scripts.add("'self'")
  return true
}

const isSheet = (link: Tree.Element) =>
  link.tagName === 'link' && attribute(link, 'rel')?.toLowerCase() === 'stylesheet'

function isScriptHint(link: Tree.Element): boolean {
  const rel = attribute(link, 'rel')?.toLowerCase()
  return rel === 'modulepreload' || (isPreload(link) && attribute(link, 'as') === 'script')
}

/** What React left where a boundary streamed: nothing that shows, or content that stays hidden without a script. */
function isEmptyLeftover(element: Tree.Element): boolean {
  const id = attribute(element, 'id') ?? ''
  const isHidden = element.tagName === 'div' && attribute(element, 'hidden') !== undefined
  if ((element.tagName === 'template' && /^[BP]:/.test(id)) || (isHidden && /^S:/.test(id)))
    throw new UnfinishablePage(
      `A boundary (${id}) streamed its content, which stays hidden without Next's script: take Suspense, loading.tsx and client components out of reader pages`,
    )
  return isHidden && element.attrs.length === 1 && element.childNodes.every((child) => child.nodeName === '#comment')
}

/** Whether an element stays in the page; notes what the policy must allow for it. */
function keeps(element: Tree.Element, found: Findings, allowed: ReadonlySet<string>): boolean {
  if (element.tagName === 'script') return keepsScript(element, found, allowed)
  if (element.tagName === 'style') found.styles.add(`'${scriptHash(textOf(element))}'`)
  if (element.tagName !== 'link') return !isEmptyLeftover(element)
  if (isScriptHint(element)) return false
  if (isSheet(element)) found.styles.add("'self'")
  return true
}

function cut(node: Tree.Node, found: Findings): void {
  const place = node.sourceCodeLocation
  if (place) found.cuts.push({ from: place.startOffset, to: place.endOffset })
}

/** Walks the body without recursion, so that no depth of nesting can overflow. */
function walk(body: Tree.Element, found: Findings, allowed: ReadonlySet<string>): void {
  const open: Tree.Node[] = [body]
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.nodeName === '#comment') cut(node, found)
    else if (isElement(node) && !keeps(node, found, allowed)) cut(node, found)
    else {
      if ('content' in node) open.push(node.content)
      if ('childNodes' in node) open.push(...node.childNodes)
    }
  }
}

/** The source from an offset on, without the cuts. */
function apply(source: string, from: number, cuts: Cut[]): string {
  let result = ''
  let at = from
  for (const each of cuts.toSorted((a, b) => a.from - b.from)) {
    if (each.from < at) continue
    result += source.slice(at, each.from)
    at = each.to
  }
  return result + source.slice(at)
}

/** An element of the head as text. React's bookkeeping on styles goes. */
function headText(element: Tree.Element, source: string): string {
  const place = element.sourceCodeLocation
  if (!place) return ''
  if (element.tagName !== 'style' || !place.startTag) return source.slice(place.startOffset, place.endOffset)
  const kept = element.attrs.filter((each) => !each.name.startsWith('data-'))
  const attributes = kept.map((each) => ` ${each.name}="${each.value.replace(/&/g, '&amp;').replace(/"/g, '&quot;')}"`)
  return `<style${attributes.join('')}>${source.slice(place.startTag.endOffset, place.endOffset)}`
}

/** What a page says to the door, by names of meta elements. */
const lifted = new Set(['revision', 'status', 'location', 'reference', 'retry-after'])

function flightRevision(runtime: string[]): string | null {
  const match = /\\"name\\":\\"revision\\",\\"content\\":\\"(\d{1,16})\\"/.exec(runtime.join('\n'))
  return match?.[1] ?? null
}

function partsOf(source: string) {
  const document = parse(source, { sourceCodeLocationInfo: true })
  const root = document.childNodes.find((node): node is Tree.Element => node.nodeName === 'html')
  const [head, body] = ['head', 'body'].map((name) =>
    root?.childNodes.find((node): node is Tree.Element => node.nodeName === name),
  )
  const start = head?.sourceCodeLocation?.startTag
  const end = body?.sourceCodeLocation?.startTag
  return root && head && body && start && end
    ? { root, head, body, before: start.endOffset, after: end.startOffset }
    : null
}

/** A page that left out tags which HTML lets it leave out, with them. */
function withAllTags(page: string): string {
  const complete = serialize(parse(page))
  if (complete === page || !/<body\b/.test(complete)) throw new UnfinishablePage('A page has no head and body')
  return complete
}

/**
 * Turns a page of Next's into one that stands without it: no client runtime, the head in the order in which link
 * previews read it, and the exact Content-Security-Policy. Pure, and idempotent in `html`, `csp` and `etag`.
 * What the browser shows is kept byte for byte; unknown scripts go, because the policy would stop them anyway.
 * @throws UnfinishablePage when content would stay hidden
 */
export function finish(page: string, options: FinishOptions = {}): Finished {
  const source = page.replace(inlineRuntime, '')
  const parts = partsOf(source)
  if (!parts) return finish(withAllTags(page), options)
  const { root, head, body, before, after } = parts
  const allowed = new Set(options.inlineScripts)
  const found: Findings = { scripts: new Set(), styles: new Set(), cuts: [] }
  const asked: Record<string, string | undefined> = {}
  const hints = new Set<string>()
  const kept: { element: Tree.Element; text: string }[] = []
  for (const element of head.childNodes.filter(isElement)) {
    const name = element.tagName === 'meta' ? attribute(element, 'name') : undefined
    const sheet = isSheet(element) ? options.sheets?.(attribute(element, 'href') ?? '') : null
    if (name && lifted.has(name)) asked[name] ??= attribute(element, 'content')
    else if (typeof sheet === 'string') {
      found.styles.add(`'${scriptHash(sheet)}'`)
      kept.push({ element, text: `<style>${sheet}</style>` })
    } else if (keeps(element, found, allowed)) {
      const hint = isPreload(element) ? (attribute(element, 'href') ?? '') : null
      if (hint === null || !hints.has(hint)) kept.push({ element, text: headText(element, source) })
      if (hint !== null) hints.add(hint)
    }
  }
  kept.sort((a, b) => headRank(a.element) - headRank(b.element))
  walk(body, found, allowed)
  const ordered = kept.map(({ text }) => text).join('')
  const html = `${source.slice(0, before)}${ordered}</head>${apply(source, after, found.cuts)}`
  const isMove = asked['status'] === '308'
  const location = /^\/(?!\/)/.test(asked['location'] ?? '') ? (asked['location'] ?? null) : null
  if (isMove && location === null) throw new UnfinishablePage('A page that has moved names no path of this site')
  // Next keeps the metadata of a page that answered notFound() in its flight data only.
  const hidden = attribute(root, 'id') === '__next_error__' ? flightRevision(page.match(inlineRuntime) ?? []) : null
  return {
    html,
    csp: readerPolicy(found, options.https ?? false),
    etag: hash('sha256', html, 'base64url').slice(0, 27),
    status: /^(308|[45]\d\d)$/.test(asked['status'] ?? '') ? Number(asked['status']) : null,
    revision: /^\d{1,16}$/.test(asked['revision'] ?? '') ? (asked['revision'] ?? null) : hidden,
    location: isMove ? location : null,
    reference: /^\{[a-z-]{1,40}\}$/.test(asked['reference'] ?? '') ? (asked['reference'] ?? null) : null,
    retryAfter: /^[1-9]\d{0,4}$/.test(asked['retry-after'] ?? '') ? Number(asked['retry-after']) : null,
  }
}
