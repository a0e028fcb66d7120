import fc from 'fast-check'
import type { Nodes } from 'mdast'
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'
import { visit } from 'unist-util-visit'
import { describe, expect, it } from 'vitest'
import {
  type ArticleRef,
  absoluteHtml,
  articleIdsOf,
  type Body,
  bodyToHast,
  bodyToHtml,
  bodyToMarkdown,
  bodyToText,
  codeMetaOf,
  highlighter,
  type MediaRef,
  mediaIdsOf,
  normalise,
  parseDocument,
} from '#publication/article/index.ts'
import { arbitraryBody } from '#tests/support/arbitrary-body.ts'
import { propertyRuns } from '#tests/support/arbitrary-line.ts'
import { faultsIn } from '#tests/support/html-faults.ts'

type Node = DefaultTreeAdapterTypes.ChildNode
const patient = 1_200_000
const paragraph = (...children: unknown[]) => ({ type: 'root', children: [{ type: 'paragraph', children }] })
const nothing = { media: new Map<string, MediaRef>(), articles: new Map<string, ArticleRef>() }
const front = '---\ntitle: T\ndeck: D\nslug: s\ntopics: [t]\nauthors: [a]\n---\n\n'
const htmlOf = (markdown: string, options = {}) => bodyToHtml(parseDocument(front + markdown).body, nothing, options)

const plain = { width: 3, height: 2, credit: null, focal: null, sizes: [] as MediaRef['sizes'] }

const picturesOf = (body: Body) => {
  const media = mediaIdsOf(body).map(
    (id): MediaRef => ({
      id,
      path: `/media/${id}.png`,
      alt: 'A & "b"',
      ...plain,
      sizes: [{ path: `/media/${id}-s.webp`, width: 2, height: 1 }],
    }),
  )
  return { ...nothing, media: new Map(media.map((record) => [record.id, record])) }
}

const textIn = (node: { childNodes?: Node[]; value?: string }): string =>
  node.value ?? (node.childNodes ?? []).map((child) => textIn(child as never)).join('')

/** Every piece of text that a body says. */
function saidIn(body: Body): string[] {
  const said: string[] = []
  visit(body, (node: Nodes) => {
    // A diagram's source is drawn, or shown when it cannot be; its description stands beside it.
    if (node.type === 'code' && node.lang === 'mermaid') return
    if (node.type === 'code') said.push(node.value, codeMetaOf(node.meta)?.caption ?? '')
    else if ('value' in node) said.push(node.value)
    else if (node.type === 'image') said.push(node.title ?? '')
    else if (node.type === 'containerDirective' || (node.type === 'leafDirective' && !node.attributes?.['to'])) {
      const { title, shows, scale, cost, caption, value, label, basis, description, publisher } = node.attributes ?? {}
      said.push(
        ...[title, shows, scale, cost, caption, value, label, basis, description, publisher].map((it) => it ?? ''),
      )
    }
  })
  return said
}

/** Every article that a body leads to, or none of them. */
const articlesOf = (body: Body, arePublic: boolean) => {
  const ids = arePublic ? articleIdsOf(body) : []
  const findings = [{ id: 'b1', title: 'Found & <found>' }]
  return new Map(
    ids.map((id): [string, ArticleRef] => [id, { id, path: '/articles/x', title: 'T <b>', deck: 'D', findings }]),
  )
}

describe('every rendering', () => {
  it('says every word, and nothing outside the allow-list', { timeout: patient }, async () => {
    const highlight = await highlighter()
    const options = fc.constantFrom({}, { highlight })
    fc.assert(
      fc.property(arbitraryBody(), options, fc.boolean(), (body, option, arePublic) => {
        const references = { ...picturesOf(body), articles: articlesOf(body, arePublic) }
        const html = bodyToHtml(body, references, option)
        expect(faultsIn(html)).toEqual([])
        expect(html).not.toContain('article:')
        const words = textIn(parseFragment(html) as never)
        const text = bodyToText(body, references)
        for (const said of saidIn(body)) {
          // Spaces at the start of a line are not shown in HTML, in code neither, and are not written.
          expect(words).toContain(said.trimStart())
          expect(text).toContain(said)
        }
        // Parsed and written again it is the same, so what is absolute differs in its addresses alone.
        expect(absoluteHtml(html, '')).toBe(html)
        const absolute = absoluteHtml(html, 'https://example.org')
        expect(faultsIn(absolute)).toEqual([])
        expect(absolute).not.toMatch(/(?:href|src|srcset)="\/|, \/\S* \d+w/)
      }),
      { numRuns: propertyRuns },
    )
  })
})

describe('the shapes of HTML', () => {
  it('gives headings permanent anchors that nothing else has', () => {
    const html = htmlOf('## Déjà vu!\n\n## Deja vu\n\n### B1\n\n## f2\n\n## 🙂\n\n## مرحبا\n\n## deja vu 2')
    const ids = [...html.matchAll(/id="([^"]+)"/g)].map((found) => found[1])
    expect(ids).toEqual(['deja-vu', 'deja-vu-3', 'section-b1', 'section-f2', 'section', 'مرحبا', 'deja-vu-2'])
  })

  it('shows a finding with its label, title and facts', () => {
    const html = htmlOf(
      ':::break{#b1 title="It <b>breaks" shows="s" scale="c" cost="k"}\nText.\n:::\n\n:::hold{#h1 answers="b1" title="It holds" cost="x" verified="2026-11-01"}\n:::\n\n:::break{#b2 title="Open"}\n:::',
    )
    expect(html.split('\n')).toEqual([
      '<section id="b1" class="finding break" data-kind="break" data-status="held"><p class="finding-label">Break 1</p><h3 class="finding-title">It &#x3C;b>breaks</h3><dl><dt>Shows</dt><dd>s</dd><dt>Scale</dt><dd>c</dd><dt>Cost</dt><dd>k</dd><dt>Held by</dt><dd><a href="#h1">Hold 1</a></dd></dl><p>Text.</p></section>',
      '<section id="h1" class="finding hold" data-kind="hold"><p class="finding-label">Hold 1</p><h3 class="finding-title">It holds</h3><dl><dt>Answers</dt><dd><a href="#b1">Break 1</a></dd><dt>Cost</dt><dd>x</dd><dt>Verified since</dt><dd><time datetime="2026-11-01">1 November 2026</time></dd></dl></section>',
      '<section id="b2" class="finding break" data-kind="break" data-status="open"><p class="finding-label">Break 2</p><h3 class="finding-title">Open</h3><dl><dt>Status</dt><dd>Open: no hold answers it</dd></dl></section>',
    ])
  })

  it('marks lines of code', () => {
    expect(htmlOf('```sql {hold=2 break=3} caption="C"\na\nb\nc\n```')).toBe(
      '<figure class="code"><pre tabindex="0"><code class="language-sql"><span class="line">a</span>\n<span class="line hold">b</span>\n<span class="line break">c</span></code></pre><figcaption>C <span class="unseen">Marked as what breaks: line 3. Marked as what holds: line 2.</span></figcaption></figure>',
    )
    const marked = parseDocument(`${front}\`\`\`sql {hold=1,3-4}\na\n\`\`\``).body
    expect(bodyToText(marked, nothing)).toBe('a\nMarked as what holds: lines 1, 3 to 4.\n')
    expect(htmlOf('```\n<a>\n```')).toBe('<figure class="code"><pre tabindex="0"><code>&#x3C;a></code></pre></figure>')
  })

  it('highlights code line by line, and keeps what is marked', async () => {
    const { body } = parseDocument(`${front}\`\`\`sql {break=2}\nselect 1 -- <a>\nfrom b\n\`\`\``)
    expect(bodyToHtml(body, nothing, { highlight: await highlighter() })).toBe(
      '<figure class="code"><pre tabindex="0"><code class="language-sql"><span class="line"><span class="tk-keyword">select </span><span class="tk-number">1 </span><span class="tk-comment">-- &#x3C;a></span></span>\n<span class="line break"><span class="tk-keyword">from</span> b</span></code></pre><span class="unseen">Marked as what breaks: line 2.</span></figure>',
    )
  })

  it('says what a callout is', () => {
    expect(htmlOf(':::callout{kind="break" title="T"}\na\n:::\n\n:::callout\nb\n:::').split('\n')).toEqual([
      '<aside class="callout break"><p class="callout-label">What breaks</p><p class="callout-title">T</p><p>a</p></aside>',
      '<aside class="callout"><p class="callout-label">Note</p><p>b</p></aside>',
    ])
  })

  it('reads a decision down, and says which line is the pick', () => {
    const table = '| If | Then |\n| - | - |\n| a | b |\n| c | d |'
    expect(htmlOf(`:::decision{title="T" pick="2"}\n${table}\n:::`)).toBe(
      '<div class="table-scroll" tabindex="0" role="region" aria-label="Table 1"><table class="decision"><caption><strong>T</strong> Read down to the first line that is true for you.</caption><thead><tr><th scope="col">If</th><th scope="col">Then</th></tr></thead><tbody><tr><th scope="row">a</th><td>b</td></tr><tr class="pick"><th scope="row">c</th><td>d <span class="pick-mark">Our pick</span></td></tr></tbody></table></div>',
    )
  })

  it('gives a table its caption and the headings of its rows', () => {
    expect(htmlOf(':::table{caption="C" scope="row"}\n| a | b |\n| - | - |\n| c | d |\n:::')).toContain(
      '<table><caption>C</caption><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead><tbody><tr><th scope="row">c</th><td>d</td></tr></tbody></table>',
    )
  })

  it('shows figures, steps, pull quotes and checklists', () => {
    expect(htmlOf(':::figures{title="T"}\n::figure{value="1 ms" label="L" basis="B"}\n:::')).toBe(
      '<figure class="figures"><figcaption><p class="block-title">T</p></figcaption><dl><div><dt>L</dt><dd>1 ms</dd><dd class="basis">B</dd></div></dl></figure>',
    )
    expect(htmlOf('::::steps{title="T"}\n:::step{title="S"}\na\n:::\n::::')).toBe(
      '<div class="steps"><p class="block-title">T</p><ol><li><p class="step-title">S</p><p>a</p></li></ol></div>',
    )
    expect(htmlOf(':::pullquote\na\n:::')).toBe('<figure class="pullquote"><p>a</p></figure>')
    expect(htmlOf('- [ ] a\n- [x] b').replaceAll('\n', '')).toBe(
      '<ul class="checklist"><li class="undone">a</li><li class="done"><span class="unseen">Done: </span>b</li></ul>',
    )
  })

  it('shows a card with the host that it leads to, and one of an article by what that article says', () => {
    const url = 'https://www.example.org/a'
    expect(htmlOf(`::card{url="${url}" title="T" description="D" publisher="P"}`)).toBe(
      '<div class="card"><p class="card-title"><a href="https://www.example.org/a">T</a></p><p class="card-words">D</p><p class="card-from">P, example.org</p></div>',
    )
    const id = 'a_00000000000000000000000000'
    const findings = [{ id: 'b1', title: 'F' }]
    const articles = new Map([[id, { id, path: '/articles/x', title: 'X', deck: 'D', findings }]])
    const cardTo = (to: string) => ({ type: 'leafDirective', name: 'card', attributes: { to }, children: [] })
    const body = normalise({ type: 'root', children: [cardTo(`article:${id}#b1`), cardTo(`article:${id}`)] })
    expect(bodyToHtml(body, { ...nothing, articles }).split('\n')).toEqual([
      '<div class="card"><p class="card-title"><a href="/articles/x#b1">X</a></p><p class="card-words">Break 1: F</p><p class="card-from">On this site</p></div>',
      '<div class="card"><p class="card-title"><a href="/articles/x">X</a></p><p class="card-words">D</p><p class="card-from">On this site</p></div>',
    ])
    expect(bodyToHtml(body, nothing).trim()).toBe('')
  })

  it('draws diagrams, each with ids of its own, and describes them in words', () => {
    const one = ':::diagram{title="T & t"}\n```mermaid\nflowchart LR\nA["<b"] --> B\n```\n\nD.\n:::'
    const html = htmlOf(`${one}\n\n${one}`)
    expect(faultsIn(html)).toEqual([])
    expect(html).toContain(
      '<div class="diagram-scroll" tabindex="0" role="region" aria-label="Diagram 2"><svg viewBox="',
    )
    expect(html).toContain('role="img" aria-labelledby="diagram_2_title" aria-describedby="diagram_2_text"')
    expect(html).toContain('<title id="diagram_2_title">T &#x26; t</title>')
    expect(html).toContain('>&#x3C;b</text>')
    expect(html).toContain(
      '<figcaption><p class="block-title">T &#x26; t</p><details><summary>The diagram in words</summary><div id="diagram_2_text"><p>D.</p></div></details></figcaption></figure>',
    )
  })

  it('shows the source of a diagram that cannot be drawn', () => {
    const html = htmlOf(':::diagram{title="T"}\n```mermaid\npie <b>\n```\n\nD.\n:::')
    expect(html).toContain('aria-label="Diagram 1"><pre><code>pie &#x3C;b></code></pre></div>')
  })

  it('lets tables scroll by themselves', () => {
    expect(htmlOf('|a|\n|-|\n|b|').replaceAll('\n', '')).toBe(
      '<div class="table-scroll" tabindex="0" role="region" aria-label="Table 1"><table><thead><tr><th scope="col">a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table></div>',
    )
  })

  it('links footnotes both ways, and sources to where they are', () => {
    expect(htmlOf('a[^x]\n\n[^x]: T, P, https://example.org/?a&b, checked 2026-11-01.').split('\n')).toEqual([
      '<p>a<sup><a id="r1" href="#f1" class="fnref" aria-label="Footnote 1">1</a></sup></p>',
      '<section class="footnotes" aria-label="Footnotes"><ol><li id="f1">T, P, <a href="https://example.org/?a&#x26;b">https://example.org/?a&#x26;b</a>, checked 2026-11-01. <a href="#r1" aria-label="Back to text">↩</a></li></ol></section>',
    ])
  })

  it('says a note once, and leads the later ones to it', () => {
    const html = htmlOf('a[^1] b[^2] c[^1]\n\n[^1]: See *there*.\n\n[^2]: Other.')
    expect(html.match(/See <em>there<\/em>/g)).toHaveLength(1)
    expect(html).toContain(
      '<li id="f3">As note <a href="#f1">1</a>. <a href="#r3" aria-label="Back to text">↩</a></li>',
    )
  })

  it('shows a picture with its size, the alternative text of its record, and a caption', () => {
    const id = 'm_00000000000000000000000000'
    const body = normalise(paragraph({ type: 'image', url: `media:${id}`, alt: '', title: 'C' }))
    const record = { id, path: '/media/a.png', alt: 'A "b"', ...plain }
    const references = { ...nothing, media: new Map([[id, record]]) }
    expect(bodyToHtml(body, references)).toBe(
      '<figure><img src="/media/a.png" alt="A &#x22;b&#x22;" width="3" height="2" loading="lazy" decoding="async"><figcaption>C</figcaption></figure>',
    )
    expect(absoluteHtml(bodyToHtml(body, references), 'https://example.org/')).toContain(
      'src="https://example.org/media/a.png"',
    )
    expect(bodyToHtml(body, nothing)).toBe('<figure><figcaption>C</figcaption></figure>')
    expect(bodyToMarkdown(body, references)).toBe('![A "b"](/media/a.png "C")\n')
    expect(bodyToText(body, references)).toBe('Image: A "b"\nC\n')
  })

  it('offers smaller copies of a picture, and says whose it is', () => {
    const id = 'm_00000000000000000000000000'
    const body = normalise(paragraph({ type: 'image', url: `media:${id}`, alt: 'A', title: 'C' }))
    const sizes = [{ path: '/media/a-s.webp', width: 2, height: 1 }]
    const record = { id, path: '/media/a.png', alt: '', ...plain, credit: 'Who', sizes }
    const references = { ...nothing, media: new Map([[id, record]]) }
    expect(absoluteHtml(bodyToHtml(body, references), 'https://example.org')).toBe(
      '<figure><img src="https://example.org/media/a.png" srcset="https://example.org/media/a-s.webp 2w, https://example.org/media/a.png 3w" sizes="(width >= 46rem) 44rem, 100vw" alt="A" width="3" height="2" loading="lazy" decoding="async"><figcaption>C <span class="credit">Who</span></figcaption></figure>',
    )
  })

  it('makes addresses on this site absolute for feeds, and leaves others', () => {
    const html = absoluteHtml(htmlOf('[a](/b) [c](#d) [e](https://example.com/f)'), 'https://example.org')
    expect(html).toBe(
      '<p><a href="https://example.org/b">a</a> <a href="#d">c</a> <a href="https://example.com/f">e</a></p>',
    )
  })

  it('makes places within it absolute where it stands among other texts', () => {
    const page = 'https://example.org/articles/x'
    const html = absoluteHtml(htmlOf('[a](/b) [c](#d) e[^1]\n\n[^1]: F.'), 'https://example.org', page)
    for (const place of ['d', 'f1', 'r1']) expect(html).toContain(`href="${page}#${place}"`)
    expect(html).toContain('<a href="https://example.org/b">a</a>')
    expect(html).toContain('<li id="f1">')
  })

  it('gives pages the same tree', () => {
    const { body } = parseDocument(`${front}## a\n\nb`)
    expect(bodyToHast(body, nothing)).toMatchObject({
      type: 'root',
      children: [{ tagName: 'h2', properties: { id: 'a' } }, { value: '\n' }, { tagName: 'p' }],
    })
  })
})

describe('plain text', () => {
  it('labels findings and puts footnotes at the end', () => {
    const markdown =
      '## H\n\nA *b*[^1]\\\nc\n\n- d\n  1. e\n\n> f\n\n| g | h |\n| - | - |\n| i | j<br>k |\n\n:::break{#b1 title="T" shows="S"}\nl\n:::\n\n:::hold{#h1 answers="b1" title="U" cost="C"}\n:::\n\n```sql caption="M"\nn\n```\n\n[^1]: o\n'
    expect(bodyToText(parseDocument(front + markdown).body, nothing)).toBe(
      'H\n\nA b[1]\nc\n\n- d\n  1. e\n\n> f\n\ng | h\ni | j k\n\nBreak b1: T\nShows: S\nHeld by: h1\n\nl\n\nHold h1: U\nAnswers: b1\nCost: C\n\nn\nM\n\n[1] o\n',
    )
  })
})
