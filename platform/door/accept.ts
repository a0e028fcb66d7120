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

/** Whether a client asks for Markdown at least as much as for HTML. No browser names it. */
export function prefersMarkdown(accept: string | undefined): boolean {
  const given = qualities(accept)
  const markdown = given.get('text/markdown') ?? 0
  return markdown > 0 && markdown >= (given.get('text/html') ?? 0)
}
