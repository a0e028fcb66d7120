import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodingFor, formFor } from '#platform/door/accept.ts'
import { createCompression } from '#platform/door/compression.ts'
import { encodedTag, matchingTag, plainTags } from '#platform/door/entity-tag.ts'
import { isNearAddress } from '#platform/door/near.ts'

describe('encodingFor', () => {
  it.each([
    [undefined, 'identity'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0.5, gzip;q=0.9', 'gzip'],
    ['*', 'br'],
    ['*;q=0', 'identity'],
    ['br;q=nonsense', 'identity'],
  ] as const)('%s → %s', (header, encoding) => expect(encodingFor(header)).toBe(encoding))
})

describe('formFor', () => {
  it.each([
    [undefined, 'html'],
    ['', 'html'],
    ['*/*', 'html'],
    ['text/*', 'html'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'html'],
    ['text/html, text/markdown;q=0.5', 'html'],
    ['text/markdown;q=0.5, */*;q=0.8', 'html'],
    ['text/markdown;q=0, */*', 'html'],
    ['text/markdown;q=0.1, text/*;q=0.2', 'html'],
    ['text/markdown;q=2, */*;q=0.1', 'html'],
    ['application/xhtml+xml', 'html'],
    ['text/markdown', 'markdown'],
    ['TEXT/Markdown; variant=GFM', 'markdown'],
    ['text/markdown, */*', 'markdown'],
    ['text/markdown, text/html;q=0.9, */*;q=0.1', 'markdown'],
    ['text/html;q=0, */*', 'markdown'],
    ['text/html;q=0, text/*;q=0.001', 'markdown'],
    ['text/markdown;q=0', null],
    ['text/html;q=0', null],
    ['*/*;q=0', null],
    ['application/json', null],
    ['image/*, text/plain', null],
  ] as const)('%s → %s', (accept, form) => expect(formFor(accept)).toBe(form))

  it('gives who says nothing of Markdown a page or nothing, whatever else they say', () => {
    const type = fc.constantFrom('text/html', 'application/json', 'image/*', 'text/plain', 'application/xhtml+xml')
    const weight = fc.constantFrom('', ';q=0', ';q=0.5', ';q=1', ';q=x')
    const ranges = fc.array(fc.tuple(type, weight).map((parts) => parts.join('')))
    fc.assert(fc.property(ranges, (given) => formFor(given.join(', ')) !== 'markdown'))
  })
})

describe('entity tags', () => {
  it('differ by encoding, but for weak ones', () => {
    expect(encodedTag('"x"', 'br')).toBe('"x-br"')
    expect(encodedTag('"x"', 'identity')).toBe('"x"')
    expect(encodedTag('W/"x"', 'br')).toBe('W/"x"')
  })
  it.each(['"x"', '"x-br"', '"x-gzip"', 'W/"x"', '"a", "x-br"'])('match whichever form the client has: %s', (header) =>
    expect(header).toContain(matchingTag(header, '"x"') ?? 'none'),
  )
  it.each([undefined, '', '"y"', 'x', '"x'])('do not match %s', (header) =>
    expect(matchingTag(header, '"x"')).toBeNull(),
  )
  it('reach handlers as handlers made them', () => expect(plainTags('"x-br", W/"y"')).toBe('"x", W/"y"'))
})

describe('compression', () => {
  const text = Buffer.from('what breaks, what holds '.repeat(100))
  it('makes content once for many who ask at once', async () => {
    const { encode } = createCompression()
    const [one, two] = await Promise.all([encode(text, 'br', 'k'), encode(text, 'br', 'k')])
    expect(one).toBe(two)
    expect(one?.byteLength).toBeLessThan(text.byteLength)
  })
  it('leaves alone what would not shrink', async () => {
    const { encode } = createCompression()
    expect(await encode(Buffer.from('short'), 'br', 'k')).toBeNull()
    expect(await encode(text, 'identity', 'k')).toBeNull()
  })
})

describe('isNearAddress', () => {
  it.each(['127.0.0.1', '::1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '::ffff:127.0.0.1', 'fd00::1'])(
    'lets in %s',
    (a) => expect(isNearAddress(a)).toBe(true),
  )
  it.each(['8.8.8.8', '172.32.0.1', '::ffff:8.8.8.8', '2001:db8::1', '169.254.169.254'])('refuses %s', (a) =>
    expect(isNearAddress(a)).toBe(false),
  )
})
