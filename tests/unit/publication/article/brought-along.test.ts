import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bodyFromHtml,
  bodyFromMarkdown,
  bodyToMarkdown,
  bodyToText,
  checkBody,
  type Taken,
} from '#publication/article/index.ts'

const none = { media: new Map(), articles: new Map() }
const markdown = (taken: Taken): string => bodyToMarkdown(taken.body)

describe('from a word processor or the web', () => {
  test('Word keeps headings, lists by level, tables, marks and links, and nothing of Office', () => {
    const taken =
      bodyFromHtml(`<html xmlns:o="urn:x"><head><style>p{color:red}</style><!--[if gte mso 9]><xml>office</xml><![endif]--></head><body>
<h1 style='mso-x:1'>Title<o:p></o:p></h1>
<p class=MsoNormal>Some <b>bold</b>, <u>under</u>, <s>struck</s> and <i>it</i>; <a href="javascript:alert(1)">bad</a> and <a href="https://example.org/">good</a><o:p></o:p></p>
<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp; </span></span>One</p>
<p style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span>&nbsp;</span></span>Nested</p>
<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>Two</p>
<table><tr><td><p>A</p></td><td><p>B</p></td></tr><tr><td>1</td><td>2</td></tr></table>
<img src="data:image/png;base64,x"><p>x&lt;script&gt;alert(1)&lt;/script&gt;</p></body></html>`)
    expect(markdown(taken)).toBe(`## Title

Some **bold**, under, struck and *it*; bad and [good](https://example.org/)

- One
  - Nested
- Two

| A | B |
| - | - |
| 1 | 2 |

x\\<script>alert(1)\\</script>
`)
    expect(taken.notices.join(' ')).toMatch(/One picture was left out.*One link leads nowhere/)
  })

  test('Google Docs sets bold by style inside a bold element that is not bold', () => {
    const taken = bodyFromHtml(
      '<b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:700">Bold</span><span> plain </span><span style="font-style:italic">slanted</span></p><ul><li><p>one</p></li><li><p>two</p></li></ul></b>',
    )
    expect(markdown(taken)).toBe('**Bold** plain *slanted*\n\n- one\n- two\n')
    expect(taken.notices).toEqual([])
  })

  test.each([
    '<script>alert(1)</script>',
    '<p onclick="alert(1)">x</p>',
    '<a href="javascript:alert(1)" onmouseover="alert(1)">x</a>',
    '<svg><script>alert(1)</script></svg>',
    '<math><mtext><img src=x onerror=alert(1)></mtext></math>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<p>a<!-- --><style>b</style><template><p>c</p></template></p>',
    '<a href="//evil.example/">x</a>',
    '<form action="/x"><input value="y"><button>z</button></form>',
  ])('hostile HTML never passes: %s', (html) => {
    const written = markdown(bodyFromHtml(html))
    expect(written).not.toMatch(/<(?!br>)|alert|onclick|javascript|evil/i)
  })

  test('a thousand elements deep, ten thousand beside each other: words stay, in time', () => {
    for (const html of [
      `${'<div>'.repeat(5_000)}deep`,
      `${'<blockquote>'.repeat(1_000)}deep`,
      `${'<ul><li>'.repeat(1_000)}deep`,
    ]) {
      const started = process.cpuUsage()
      const taken = bodyFromHtml(html)
      const { user, system } = process.cpuUsage(started)
      expect((user + system) / 1000).toBeLessThan(500)
      expect(bodyToText(taken.body, none)).toContain('deep')
    }
    expect(bodyFromHtml('<p>x</p>'.repeat(20_000)).notices.join()).toMatch(/too long/)
  })
})

describe('Markdown that another program wrote', () => {
  test('what the grammar lacks becomes what is nearest', () => {
    const taken = bodyFromMarkdown(
      '---\ntitle: x\n---\n# Head\n\n###### six\n\n~~gone~~ <b>html</b> ![p](x.png)\n\n* a\n\n  second\n* [ ] b\n\n7) x\n\n> # q\n> - l\n\n| a |\n|:-:|\n| 1 | 2 |\n\nnote[^y]\n\n[^y]: one\n\n    two\n\n[^z]: unused\n\n---\n\n:::unknown\nfoo\n:::\n\n:::break{title="no id"}\n## x\n:::\n',
    )
    expect(markdown(taken)).toBe(`## Head

#### six

gone \\<b>html\\</b>

- a\\
  second
- b

1. x

> q
>
> l

| a | |
| - | - |
| 1 | 2 |

note[^1]

unused

foo

:::break{#b1 title="no id" status="open"}
x
:::

[^1]: one\\
    two
`)
  })

  test('an article of ours comes back as it was', () => {
    const source =
      'A line with **words**.\n\n:::callout{kind="hold" title="T"}\n- [ ] x\n:::\n\n::card{url="https://example.org/" title="x"}\n'
    expect(markdown(bodyFromMarkdown(source))).toBe(source)
  })
})

const tags = [
  'p',
  'div',
  'b',
  'i',
  'u',
  'span',
  'ul',
  'ol',
  'li',
  'table',
  'tr',
  'td',
  'th',
  'h1',
  'h5',
  'blockquote',
  'pre',
  'code',
  'a',
  'br',
  'img',
  'hr',
  'sup',
  'script',
  'dl',
  'dt',
  'details',
  'label',
  'input',
  'o:p',
] as const

const arbitraryHtml = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.string({ unit: fc.constantFrom(...'ab <>&"\'[]()*_`#:|~!-1.\n\\') }),
    fc
      .tuple(
        fc.constantFrom(...tags),
        fc.constantFrom(
          '',
          ' href="https://example.org/"',
          ' href="javascript:x"',
          ' style="mso-list:l0 level2"',
          ' style="font-weight:700"',
          ' src="x"',
          ' type="checkbox" checked',
          ' class="language-sql"',
          ' start="4" align="right" colspan="2"',
        ),
        fc.array(tie('node'), { maxLength: 4 }),
      )
      .map(([tag, attribute, inner]) => `<${tag}${attribute}>${inner.join('')}</${tag}>`),
  ),
}))

test('any HTML gives a sound body without markup', () => {
  fc.assert(
    fc.property(fc.array(arbitraryHtml.node, { maxLength: 6 }), (parts) => {
      const { body } = bodyFromHtml(parts.join(''))
      expect(checkBody(body)).toEqual([])
      expect(JSON.stringify(body)).not.toContain('"type":"html"')
    }),
    { numRuns: 400 },
  )
})

test('any Markdown gives a sound body', () => {
  const line = fc.constantFrom(
    '# a',
    '- [ ] a',
    '- a',
    '  - b',
    '> q',
    '1. x',
    '```sql',
    '```',
    '| a | b |',
    '| - | - |',
    ':::break{title="x"}',
    ':::',
    '::::steps',
    ':::step{title="y"}',
    '::card{url="https://x.y/" title="z"}',
    '::figure{value="1"}',
    ':::decision',
    ':::diagram{title="d"}',
    ':::callout[label]',
    'text[^1] **b**',
    '[^1]: note',
    '![x](y)',
    '<b>',
    '',
    '    deep',
    '[a](b)',
  )
  fc.assert(
    fc.property(fc.array(line, { maxLength: 14 }), (lines) => {
      expect(checkBody(bodyFromMarkdown(lines.join('\n')).body)).toEqual([])
    }),
    { numRuns: 400 },
  )
})

describe('Markdown of which something cannot be kept as it is', () => {
  test('a break that cannot stand keeps the words of all its attributes', () => {
    const taken = bodyFromMarkdown('::::callout\n:::break{title="T" shows="S" scale="C" cost="X"}\nx\n:::\n::::\n')
    expect(markdown(taken)).toBe(':::callout\nT: S: C: X\n\nx\n:::\n')
  })

  test('what is too long for an attribute stands in the text; what is unknown is named', () => {
    const taken = bodyFromMarkdown(`:::break{title="T" shows="${'s'.repeat(400)} end" level="high"}\nx\n:::\n`)
    expect(bodyToText(taken.body, none)).toContain(`${'s'.repeat(400)} end`)
    expect(taken.notices).toEqual([
      '“shows” of a break has more than 400 characters; it was cut, and stands whole in the text.',
      'A break has no “level”; “high” was left out.',
    ])
  })

  test('code in a table keeps its backslashes, and is text where Markdown has no code for it', () => {
    const taken = bodyFromMarkdown('| a | b |\n| - | - |\n| `\\d+` | `a\\\\\\|b` |\n')
    expect(bodyToText(taken.body, none)).toBe('a | b\n\\d+ | a\\\\|b\n')
    expect(markdown(taken)).toContain('| `\\d+` |')
  })

  test('code and tables inside a point are lines of it', () => {
    const taken = bodyFromMarkdown('- a\n  ```sh\n  one *x*\n\n  two\n  ```\n\n  | b | c |\n  | - | - |\n  | d | e |\n')
    expect(markdown(taken)).toBe('- a\\\n  `one *x*`\\\n  `two`\\\n  b, c\\\n  d, e\n')
  })
})
