import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finish, UnfinishablePage } from '#platform/door/finish.ts'
import { type RecordedPage, recorded } from './recorded.ts'

const whole: RecordedPage[] = ['article', 'gone', 'not-found', 'moved', 'query', 'error-document']
const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`
const directive = (csp: string, name: string) =>
  csp
    .split('; ')
    .find((each) => each.startsWith(`${name} `))
    ?.slice(name.length + 1)
const page = (head: string, body: string) =>
  `<!DOCTYPE html><html lang="en"><head><meta charSet="utf-8"/>${head}</head><body>${body}</body></html>`

describe('finish', () => {
  it.each(whole)('is idempotent on %s', (name) => {
    const once = finish(recorded(name), { https: true })
    const twice = finish(once.html, { https: true })
    expect([twice.html, twice.csp, twice.etag]).toEqual([once.html, once.csp, once.etag])
  })

  it('lifts what the page says about itself', () => {
    expect(finish(recorded('article'))).toMatchObject({ revision: '1', status: null })
    expect(finish(recorded('gone'))).toMatchObject({ revision: '1', status: 410 })
    expect(finish(recorded('moved')).revision).toBe('1')
    expect(finish(recorded('gone')).html).not.toMatch(/name="(revision|status)"/)
  })

  it('finds the revision of a page that called notFound() where Next left it', () => {
    expect(finish(recorded('not-found')).revision).toBe('1')
  })

  it('takes no status or revision that is none', () => {
    const asked = finish(page('<meta name="status" content="200"/><meta name="revision" content="1&quot;x"/>', ''))
    expect(asked).toMatchObject({ status: null, revision: null })
  })

  it('names in the policy exactly what the page holds', () => {
    const { html, csp } = finish(recorded('article'))
    const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map((match) => hashOf(match[1] ?? ''))
    expect(styles).toHaveLength(1)
    expect(directive(csp, 'style-src')).toBe(styles.join(' '))
    expect(directive(csp, 'script-src')).toBe("'self'")
    expect(directive(csp, 'default-src')).toBe("'none'")
    expect(csp).not.toContain('unsafe')
  })

  it('allows no script at all on a page without one', () => {
    expect(directive(finish(page('<title>x</title>', '<p>x</p>')).csp, 'script-src')).toBe("'none'")
  })

  it('lifts the words that stand for the id of the request, and no others', () => {
    const asking = (words: string) => finish(page(`<meta name="reference" content="${words}"/>`, `<p>${words}</p>`))
    expect(asking('{request-id}')).toMatchObject({ reference: '{request-id}' })
    expect(asking('{request-id}').html).not.toContain('<meta name="reference"')
    for (const words of ['', 'e', '{}', '<p>', '{Request}']) expect(asking(words).reference).toBeNull()
  })

  it('upgrades addresses only where readers come over https', () => {
    expect(finish(recorded('gone'), { https: true }).csp).toContain('upgrade-insecure-requests')
    expect(finish(recorded('gone')).csp).not.toContain('upgrade-insecure-requests')
  })

  it('keeps an inline script only when its hash is on the list', () => {
    const line = 'document.documentElement.dataset.scheme="dark"'
    const source = page(`<script>${line}</script><script>${line} </script>`, '')
    const name = hashOf(line).slice(1, -1)
    const { html, csp } = finish(source, { inlineScripts: [name] })
    expect(html).toContain(`<script>${line}</script>`)
    expect(html.match(/<script/g)).toHaveLength(1)
    expect(directive(csp, 'script-src')).toBe(hashOf(line))
    expect(finish(source).html).not.toContain('<script')
  })

  it.each([
    '<script src="https://evil.example/x.js"></script>',
    '<script src="//evil.example/x.js"></script>',
    '<script src="/_next/static/x.js" defer></script>',
    '<script type="module">import "/x.js"</script>',
    '<script type="text/javascript">alert(1)</script>',
    '<svg><script href="/site.js"></script></svg>',
    '<link rel="modulepreload" href="/_next/x.js"/>',
    '<link rel="preload" as="script" href="/_next/x.js"/>',
  ])('refuses %s', (markup) => {
    const { html, csp } = finish(page('', `<p>a</p>${markup}<p>b</p>`))
    expect(html).toMatch(/<p>a<\/p>(<svg><\/svg>)?<p>b<\/p>/)
    expect(directive(csp, 'script-src')).toBe("'none'")
  })

  it('keeps data blocks and our deferred script', () => {
    const { html } = finish(recorded('article'))
    expect(html).toContain('<script type="application/ld+json">{"@type":"Article"')
    expect(html).toContain('<script defer="" src="/site.js"></script>')
  })

  it('keeps hostile text as it stands', () => {
    const { html } = finish(recorded('article'))
    expect(html).toContain(
      'A text with &lt;/script&gt; and self.__next_f.push([1,&quot;x&quot;]) and &lt;!--$--&gt; in it.',
    )
    expect(html).toContain(
      '<code>&lt;script&gt;self.__next_f.push([1,&quot;x&quot;])&lt;/script&gt;\n&lt;!--$--&gt;</code>',
    )
  })

  it('keeps any text and attribute that React escapes', () => {
    const escaped = (text: string) => text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`)
    const risky = fc.constantFrom(
      '</script>',
      '<script>',
      '<!--',
      '-->',
      'self.__next_f.push([1,"',
      '</body>',
      '<style>',
      '\u2028',
      'é',
      ']]>',
    )
    const text = fc.array(fc.oneof(risky, fc.string()), { maxLength: 8 }).map((parts) => escaped(parts.join('')))
    fc.assert(
      fc.property(text, text, (body, attribute) => {
        const main = `<main id="main"><p title="${attribute}">${body}</p></main>`
        expect(finish(page('<title>x</title>', main)).html).toContain(main)
      }),
    )
  })

  it('orders the head for those who read only its start', () => {
    const { html } = finish(recorded('article'))
    const order = [
      'charSet',
      'name="viewport"',
      '<title>',
      'rel="canonical"',
      'og:title',
      'rel="icon"',
      'rel="preload"',
      '<style>',
      '<script defer',
    ]
    const places = order.map((mark) => html.indexOf(mark))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places[0]).toBeGreaterThan(0)
    expect(html.match(/rel="preload"/g)).toHaveLength(1)
  })

  it('puts facts from the body at the end of the head, as they are, and allows no script for them', () => {
    const facts = '<script type="application/ld+json">{"name":"\\u003c/script>"}</script>'
    const { html, csp } = finish(page('<title>x</title><style>a{}</style>', `<p>a</p>${facts}<p>b</p>`))
    expect(html).toContain(`</style>${facts}</head><body><p>a</p><p>b</p></body>`)
    expect(directive(csp, 'script-src')).toBe("'none'")
  })

  it('leaves out what X is told twice, and keeps what it is told alone', () => {
    const og = '<meta property="og:title" content="A &amp; b"/><meta property="og:description" content="c"/>'
    const echoes = '<meta name="twitter:title" content="A &amp; b"/><meta name="twitter:description" content="other"/>'
    const alt = '<meta property="og:image:alt" content="d"/><meta name="twitter:image:alt" content="d"/>'
    const { html } = finish(page(og + echoes + alt, ''))
    expect(html).not.toContain('twitter:title')
    expect(html).toContain('<meta name="twitter:description" content="other"/>')
    expect(html).toContain('<meta name="twitter:image:alt" content="d"/>')
  })

  it('refuses a page whose content would stay hidden', () => {
    expect(() => finish(recorded('streamed'))).toThrow(UnfinishablePage)
    expect(() => finish(recorded('streamed'))).toThrow(/Suspense/)
  })

  it('finishes a page that left out its tags', () => {
    const { html } = finish('<!DOCTYPE html><title>x</title><p>Text')
    expect(html).toContain('<head><title>x</title></head><body><p>Text</p></body>')
  })
})
