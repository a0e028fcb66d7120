/** Something in a body that the grammar does not know or does not allow. `path` is like `children[3].children[0]`. */
export type Issue = { path: string; line: number | null; message: string }

/** A body that cannot be taken as it is; `issues` says where and why, each in words that say what to do. */
export class BodyError extends Error {
  readonly issues: readonly Issue[]

  constructor(issues: readonly Issue[]) {
    const [first] = issues
    const where = first?.line ? `line ${first.line}: ` : first?.path ? `${first.path}: ` : ''
    const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : ''
    super(`${where}${first?.message ?? 'the body cannot be read'}${more}`)
    this.name = 'BodyError'
    this.issues = issues
  }
}

/** A body is at most this large: nodes in all, levels below the root, characters of a link's address. */
export const limits = { nodes: 10_000, depth: 40, url: 2_000 } as const

/** Where an image may come from: a stored article names media records, a file may also name a path. */
export type ImageSource = 'stored' | 'file'

/**
 * http(s) with a host, mailto, a path on this site, or a fragment.
 * Browsers drop tabs and line ends and read `\` as `/`, so neither may stand in an address at all.
 */
export const safeUrl = /^(?:https?:\/\/(?![/?#])|mailto:|\/(?![/\\])|#)[^\s\p{Cc}\p{Cs}\\]*$/u

export function isSafeUrl(url: string): boolean {
  if (url.length > limits.url || !safeUrl.test(url) || /^(?:mailto:|#)$/.test(url)) return false
  return !url.startsWith('http') || URL.canParse(url)
}

/** A reference to an article of ours, and to one of its findings: it follows renames. */
export const articleUrl = /^article:(a_[0-9a-hjkmnp-tv-z]{26})(?:#([bh][1-9][0-9]{0,3}))?$/

const articlePath = /^\/articles\/([a-z0-9]+(?:-[a-z0-9]+)*)(?:#([bh][1-9][0-9]{0,3}))?$/

/** Whether an address is the path of an article, or of a finding in it, as files have it. */
export const isArticlePath = (url: string): boolean => url.length <= limits.url && articlePath.test(url)

/** The slug and the finding that an article's path names; null for any other address. */
export function articlePathIn(url: string): { slug: string; finding: string | null } | null {
  const [, slug, finding] = (url.length <= limits.url && articlePath.exec(url)) || []
  return slug ? { slug, finding: finding ?? null } : null
}

/** The article and the finding that a reference names; null for any other address. */
export function articleLinkIn(url: string): { id: string; finding: string | null } | null {
  const [, id, finding] = articleUrl.exec(url) ?? []
  return id ? { id, finding: finding ?? null } : null
}

const storedImage = /^media:m_[0-9a-hjkmnp-tv-z]{26}$/
const sitedImage = /^\/media\/(?!\.)[\p{L}\p{N}._-]+$/u
const relativeImage = /^(?:\.\/)?(?:[\p{L}\p{N}_-][\p{L}\p{N}._-]*\/)*[\p{L}\p{N}_-][\p{L}\p{N}._-]*$/u

export const isImageUrl = (url: string, from: ImageSource): boolean =>
  storedImage.test(url) || (from === 'file' && (sitedImage.test(url) || relativeImage.test(url)))

/** The id of a media record that an image's address names; null for any other address. */
export const mediaIdIn = (url: string): string | null => (storedImage.test(url) ? url.slice('media:'.length) : null)

export const findingIdOf = { break: /^b[1-9][0-9]{0,3}$/, hold: /^h[1-9][0-9]{0,3}$/ } as const

/** Languages are words such as `sql`, `c++` or `objective-c`. */
export const codeLanguage = /^[a-z0-9][a-z0-9+#._-]{0,30}$/

// Not writable in XML 1.0, in PostgreSQL or in UTF-8: controls, lone surrogates, the two non-characters.
const refused = /[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu
const refusedInCode = /[^\P{Cc}\t\n]|[\p{Cs}\uFFFE\uFFFF]/gu
const lineSpace = /[\t\n\v\f\r \u0085\u2028\u2029]+/g

/** One line: white space collapsed to single spaces (a no-break space is text), byte order marks dropped. */
export function lineOf(value: string): { text: string; clean: boolean } {
  const collapsed = value.replaceAll('\uFEFF', '').replace(lineSpace, ' ')
  const text = collapsed.replace(refused, '')
  return { text, clean: text === collapsed }
}

/** Several lines, ended by `\n`: everything but tabs and line ends must be printable. */
export function linesOf(value: string): { text: string; clean: boolean } {
  const ended = value.replaceAll('\uFEFF', '').replace(/\r\n?/g, '\n')
  const text = ended.replace(refusedInCode, '')
  return { text, clean: text === ended }
}
