export type Encoding = 'br' | 'gzip' | 'identity'

/** Quality values of an `Accept…` header (RFC 9110 12.4.2), by lower-case name. What cannot be read counts as 0. */
function qualities(header: string | undefined): Map<string, number> {
  const result = new Map<string, number>()
  for (const part of (header ?? '').split(',').slice(0, 64)) {
    const [name = '', ...parameters] = part.split(';').map((each) => each.trim())
    const weight = parameters.find((each) => /^q=/i.test(each))?.slice(2) ?? '1'
    const quality = /^[01](\.\d{0,3})?$/.test(weight) ? Number(weight) : 0
    if (name) result.set(name.toLowerCase(), quality)
  }
  return result
}

/** The best encoding that both sides know: Brotli, else gzip, else none. */
export function encodingFor(acceptEncoding: string | string[] | undefined): Encoding {
  const given = qualities(String(acceptEncoding ?? ''))
  const quality = (name: string) => given.get(name) ?? given.get('*') ?? 0
  if (quality('br') > 0 && quality('br') >= quality('gzip')) return 'br'
  return quality('gzip') > 0 ? 'gzip' : 'identity'
}

export type Form = 'html' | 'markdown'

/**
 * In which form a page is to be sent (RFC 9110 12.5.1): the one that the client likes better, null when it takes neither.
 * Without a header everything is welcome. Between equals it is Markdown only for who names it, which no browser does.
 */
export function formFor(accept: string | undefined): Form | null {
  const given = qualities(accept)
  if (given.size === 0) return 'html'
  const quality = (type: string) => given.get(type) ?? given.get('text/*') ?? given.get('*/*') ?? 0
  const html = Math.max(quality('text/html'), given.get('application/xhtml+xml') ?? 0)
  const markdown = quality('text/markdown')
  if (html === 0 && markdown === 0) return null
  return markdown > html || (markdown === html && given.has('text/markdown')) ? 'markdown' : 'html'
}
