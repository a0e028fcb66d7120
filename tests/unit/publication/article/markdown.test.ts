import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ArticleDocument,
  bodyToMarkdown,
  checkBody,
  DocumentError,
  findingsOf,
  normalise,
  parseDocument,
  sourcesOf,
  toMarkdown,
} from '#publication/article/index.ts'
import { arbitraryBody } from '#tests/support/arbitrary-body.ts'
import { arbitraryLine, propertyRuns } from '#tests/support/arbitrary-line.ts'

const patient = 1_200_000
const runs = { numRuns: propertyRuns }
const front = '---\ntitle: T\ndeck: D\nslug: s\ntopics: [t]\nauthors: [a]\n---\n\n'
const bodyIn = (markdown: string) => parseDocument(front + markdown).body

const line = (most: number) =>
  arbitraryLine().map(
    (text) =>
      [...text]
        .slice(0, most / 2)
        .join('')
        .trim() || 'T',
  )
const slug = () => fc.constantFrom('a', 'scale', 'queue-architecture', '2026', 'null', 'true', '0x1f', '1e3')

const document = (): fc.Arbitrary<ArticleDocument> =>
  fc.record(
    {
      id: fc.constant('a_01j00000000000000000000000'),
      title: line(200),
      deck: line(400),
      slug: slug(),
      topics: fc.array(slug(), { minLength: 1, maxLength: 3 }),
      authors: fc.array(slug(), { minLength: 1, maxLength: 2 }),
      publishedAt: fc
        .integer({ min: 0, max: 4_000_000_000_000 })
        .map((ms) => new Date(ms % 2 ? ms : ms - (ms % 1000)).toISOString()),
      call: fc.option(
        fc.record({
          decision: line(200),
          holdsWhen: line(200),
          skipWhen: line(200),
          costOfWrong: line(200),
          undo: line(200),
        }),
      ),
      takeaways: fc.array(line(200), { maxLength: 7 }),
      seo: fc.record({ title: line(60), description: line(200) }, { requiredKeys: ['title'] }),
      cover: fc.record(
        { variant: fc.integer({ min: 1, max: 99 }), calm: fc.constant(true) },
        { requiredKeys: ['calm'] },
      ),
      body: arbitraryBody(),
    },
    { requiredKeys: ['title', 'deck', 'slug', 'topics', 'authors', 'call', 'takeaways', 'body'] },
  )

describe('Markdown', () => {
  it('gives back every body, its findings and its sources', { timeout: patient }, () => {
    fc.assert(
      fc.property(arbitraryBody(), (body) => {
        const back = bodyIn(bodyToMarkdown(body))
        expect(back).toEqual(body)
        expect(findingsOf(back)).toEqual(findingsOf(body))
        expect(sourcesOf(back)).toEqual(sourcesOf(body))
      }),
      runs,
    )
  })

  it('gives back every document, byte for byte the second time', { timeout: patient }, () => {
    fc.assert(
      fc.property(document(), (given) => {
        const written = toMarkdown(given)
        const read = parseDocument(written)
        expect(read).toEqual(given)
        expect(toMarkdown(read)).toBe(written)
      }),
      runs,
    )
  })

  it.each(['ab_\u{1889b}', '\u{1889b}_ab', '::leaf_\u{1889b}', '\u{1889b}_\u{1889b}', 'a_b_\u{1f600}', '__\u{1889b}'])(
    'keeps the underscore beside a letter of two code units: %s',
    (value) => {
      const emphasis = { type: 'emphasis', children: [{ type: 'text', value }] }
      const strong = { type: 'strong', children: [emphasis, { type: 'text', value: 'one' }] }
      const children = [{ type: 'paragraph', children: [{ type: 'text', value: 'word' }, strong] }]
      const body = { type: 'root', children } as Parameters<typeof bodyToMarkdown>[0]
      expect(bodyIn(bodyToMarkdown(body))).toEqual(body)
    },
  )

  it('reads any line ends and a byte order mark', () => {
    const markdown = `${front}One\ntwo.\n\n\`\`\`\na\nb\n\`\`\`\n`
    const expected = parseDocument(markdown)
    expect(parseDocument(`\uFEFF${markdown.replaceAll('\n', '\r\n')}`)).toEqual(expected)
    expect(parseDocument(markdown.replaceAll('\n', '\r'))).toEqual(expected)
  })

  it('breaks lines in headings and cells with <br>', () => {
    const markdown = '## a<br>b\n\n| a<br />b |\n| - |\n'
    const body = bodyIn(markdown)
    expect(body.children[0]).toMatchObject({ children: [{ value: 'a' }, { type: 'break' }, { value: 'b' }] })
    expect(bodyToMarkdown(body)).toBe('## a<br>b\n\n| a<br>b |\n| - |\n')
  })

  it('tells a note at the start of a line from its text', () => {
    const markdown = '[^1]\\: a\\\n[^2]\\: b[^3]: c\n\n[^1]: d\n\n[^2]: e\n\n[^3]: f\n'
    expect(bodyToMarkdown(bodyIn(markdown))).toBe(markdown)
  })

  it('keeps the meta string of code that has no language', () => {
    const markdown = '```{hold=1,3-4} caption="a \\&quot;b\\&quot; c"\nx\n```\n'
    const body = bodyIn('``` {hold=4,1,3} caption="a "b" c"\nx\n```\n')
    expect(body.children[0]).toMatchObject({ lang: null, meta: '{hold=1,3-4} caption="a &quot;b&quot; c"' })
    expect(bodyToMarkdown(body)).toBe(markdown)
    expect(bodyIn(markdown)).toEqual(body)
  })
})

describe('the normal form', () => {
  it('is what normalising gives, again and again', { timeout: patient }, () => {
    fc.assert(
      fc.property(arbitraryBody(), (body) => {
        expect(normalise(body)).toEqual(body)
        expect(checkBody(body)).toEqual([])
      }),
      runs,
    )
  })

  it.each([
    ['soft breaks and runs of spaces', 'a\n  b\tc', 'a b c\n'],
    ['spaces at the edge of a mark', '**a&#x20;** b *c&#x20;*', '**a** b *c*\n'],
    ['marks in each other', '*a **b***', '*a*_**b**_'],
    ['equal neighbours', '**a**__b__ [x](/y)[z](/y)', '**ab** [xz](/y)\n'],
    ['reference links', '[a][b]\n\n[B]: /c', '[a](/c)\n'],
    ['autolinks', '<https://example.org>', '[https://example.org](https://example.org)\n'],
    ['loose lists', '* a\n\n* b\n', '- a\n- b\n'],
    ['setext headings', 'a\n---', '## a\n'],
    ['indented code', '    a', '```\na\n```\n'],
    ['notes by name, each reference with its own', 'a[^x] b[^x]\n\n[^x]: n', 'a[^1] b[^2]\n\n[^1]: n\n\n[^2]: n\n'],
    ['notes inside a mark', '**a[^x]b**\n\n[^x]: n', '**a**[^1]**b**\n\n[^1]: n\n'],
    ['short rows', '|a|b|\n|-|-|\n|c|', '| a | b |\n| - | - |\n| c | |\n'],
    [
      'attributes of findings',
      ':::break{title=" a  b " #b1 shows=""}\n:::',
      ':::break{#b1 title="a b" status="open"}\n:::\n',
    ],
    [
      'answers',
      ':::break{#b1 title="t"}\n:::\n:::hold{#h1 title="t" answers=" b1  b1"}\n:::',
      ':::break{#b1 title="t"}\n:::\n\n:::hold{#h1 answers="b1" title="t"}\n:::\n',
    ],
    ['addresses that are none', 'a \\<=b@example.org> <= c', 'a \\<=b@example.org> <= c\n'],
    ['colons in text', 'at 12:30 note:this', 'at 12:30 note:this\n'],
  ])('settles %s', (_, given, written) => {
    const body = bodyIn(given)
    if (written.endsWith('\n')) expect(bodyToMarkdown(body)).toBe(written)
    expect(bodyIn(bodyToMarkdown(body))).toEqual(body)
  })

  it('puts strong outside emphasis', () => {
    const emphasis = (value: string) => ({ type: 'emphasis', children: [{ type: 'text', value }] })
    expect(bodyIn('*a **b***').children[0]).toEqual({
      type: 'paragraph',
      children: [emphasis('a'), { type: 'text', value: ' ' }, { type: 'strong', children: [emphasis('b')] }],
    })
  })
})

describe('a file that cannot be read', () => {
  const file = (yaml: string, body = 'Text.') => `---\n${yaml}\n---\n\n${body}\n`
  const sound = ['title: T', 'deck: D', 'slug: s', 'topics: [t]', 'authors: [a]']
  const withLine = (line: string) => file([...sound, line].join('\n'))
  const without = (key: string) => file(sound.filter((entry) => !entry.startsWith(key)).join('\n'))
  const inBody = (body: string) => file(sound.join('\n'), body)

  it.each<[string, string, number, RegExp]>([
    ['no front matter', 'Text.', 1, /begin the file with ---/],
    ['broken YAML', withLine('call: {'), 7, /YAML cannot be read/],
    ['an unknown key', withLine('subtitle: x'), 7, /“subtitle” is not known/],
    ['an unknown key within', withLine('call:\n  decisionn: x'), 8, /“decisionn” is not known/],
    ['a missing key', without('deck'), 2, /deck: is missing/],
    ['a number for a text', withLine('takeaways:\n  - a\n  - 7'), 9, /should be text; put it in quotes/],
    ['a text for a list', file(sound.join('\n').replace('[t]', 't')), 5, /should be a list/],
    ['a bad slug', file(sound.join('\n').replace('[t]', '[A b]')), 5, /lower-case letters/],
    ['a bad time', withLine('publishedAt: tomorrow'), 7, /write 2026-09-08T08:00:00Z/],
    [
      'too long a text',
      withLine(`call: { decision: ${'x'.repeat(221)}, holdsWhen: a, skipWhen: a, costOfWrong: a, undo: a }`),
      7,
      /more than 220/,
    ],
    ['an anchor', withLine('seo: &a { title: x }'), 7, /anchors and aliases/],
    ['an alias', withLine('takeaways: [&a x, *a, *a]'), 7, /anchors and aliases/],
    ['a tag', withLine('seo: !!js/function "x"'), 7, /tag/],
    ['a known tag', withLine('takeaways: !!seq [x]'), 7, /tags/],
    ['a prototype', withLine('__proto__: { x: 1 }'), 7, /“__proto__” is not known/],
    ['the same key twice', withLine('title: U'), 7, /unique/],
    ['control characters', withLine('takeaways: ["a\\u0000b"]'), 7, /control characters/],
    ['HTML', inBody('a\n\n<b>x</b>'), 11, /HTML is not accepted/],
    ['a comment', inBody('<!-- x -->'), 9, /HTML is not accepted/],
    ['a first-level heading', inBody('# T'), 9, /headings are ##/],
    ['a rule', inBody('a\n\n***'), 11, /rule/],
    ['struck-out text', inBody('a ~~b~~'), 9, /struck-out/],
    ['an image in a sentence', inBody('a ![b](c.png)'), 9, /stands alone/],
    ['an image from elsewhere', inBody('![b](https://example.org/c.png)'), 9, /cannot be used/],
    ['an image outside its folder', inBody('![b](../../c.png)'), 9, /cannot be used/],
    ['a script link', inBody('[a](javascript:alert(1))'), 9, /is not allowed; use https/],
    ['a link with a title', inBody('[a](/b "c")'), 9, /no title/],
    ['a link without words', inBody('a [](/b)'), 9, /no words/],
    ['a note that is not there', inBody('One.\n\nTwo\nthree.[^x]'), 12, /nothing is written for \[\^x\]/],
    ['a note that nobody asks for', inBody('a\n\n[^x]: n'), 11, /nothing refers to/],
    ['a note of two paragraphs', inBody('a[^x]\n\n[^x]: n\n\n    m'), 11, /several paragraphs/],
    ['a note in a note', inBody('a[^x] b[^y]\n\n[^x]: n[^y]\n\n[^y]: m'), 11, /inside a footnote/],
    ['a list from three', inBody('3. a'), 9, /starts at 1/],
    ['a point of two paragraphs', inBody('- a\n\n  b'), 11, /one paragraph/],
    ['alignment', inBody('|a|\n|-:|'), 9, /no alignment/],
    ['a row too long', inBody('|a|\n|-|\n|b|c|'), 9, /more cells/],
    ['code that a table cannot hold', inBody('|a|\n|-|\n|`\\\\\\|`|').replace('`\\\\\\|`', '`\\\\|`'), 9, /./],
    ['a language of two words', inBody('```sql x\n```'), 9, /after the language write/],
    ['bad lines', inBody('```sql {hold=0}\n```'), 9, /\{hold=2,4-5 break=3\}/],
    ['an unknown block', inBody(':::note\n:::'), 9, /“:::note” is not known; there are :::break, .*::card/],
    ['a leaf block', inBody('::break'), 9, /a break is written :::break\{#b1/],
    ['a break without id', inBody(':::break{title="t"}\n:::'), 9, /needs an id/],
    ['a break without title', inBody(':::break{#b1}\n:::'), 9, /needs a title/],
    ['a hold with the id of a break', inBody(':::hold{#b1 title="t"}\n:::'), 9, /needs an id/],
    ['an unknown attribute', inBody(':::break{#b1 title="t" style="x"}\n:::'), 9, /no attribute “style”/],
    ['a label', inBody(':::break[x]{#b1 title="t"}\n:::'), 9, /no label/],
    ['an id used twice', inBody(':::break{#b1 title="t"}\n:::\n\n:::break{#b1 title="u"}\n:::'), 12, /used twice/],
    ['an answer to nothing', inBody(':::hold{#h1 answers="b9" title="t"}\n:::'), 9, /no break here has the id “b9”/],
    [
      'a heading in a finding',
      inBody(':::break{#b1 title="t"}\n## x\n:::'),
      10,
      /a heading cannot stand inside a break or hold/,
    ],
    [
      'a finding in a finding',
      inBody('::::break{#b1 title="t"}\n:::hold{#h1 title="u"}\n:::\n::::'),
      10,
      /hold cannot stand inside a break or hold; move it out/,
    ],
    ['hopeless nesting', inBody(`a\n\n${'>'.repeat(5000)} b`), 11, /40 levels/],
    ['hopeless points', inBody(`${'- '.repeat(5000)} b`), 9, /40 levels/],
    ['hopeless blocks', inBody(':::a\n'.repeat(5000)), 509, /::: blocks/],
    ['a book', inBody('a '.repeat(300_000)), 1, /500000 characters/],
  ])('says where and what to do: %s', (_, text, at, reason) => {
    const read = () => parseDocument(text, 'x.md')
    expect(read).toThrow(DocumentError)
    expect(read).toThrow(reason)
    expect(read).toThrow(new RegExp(`^x\\.md:${at}: `))
  })
})
