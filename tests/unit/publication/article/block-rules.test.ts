import { describe, expect, it } from 'vitest'
import {
  bodyToMarkdown,
  checkBody,
  findingsOf,
  type KindName,
  kinds,
  kindsIn,
  mediaIdsOf,
  parseDocument,
  toMarkdown,
  type Where,
  wordsOf,
} from '#publication/article/index.ts'

const front = '---\ntitle: T\ndeck: D\nslug: s\ntopics: [t]\nauthors: [a]\n---\n\n'
const bodyIn = (markdown: string) => parseDocument(front + markdown).body
const names = Object.keys(kinds) as KindName[]
const places: Where[] = ['root', 'finding', 'aside']

/** A sound block of each kind, as Markdown has it. */
const sound: Record<KindName, string> = {
  break: ':::break{#b1 title="t" shows="s" scale="c" cost="d" status="open"}\n:::',
  hold: ':::hold{#h1 title="t" cost="c" verified="2026-11-01"}\n:::',
  callout: ':::callout{kind="break" title="t"}\nx\n:::',
  decision: ':::decision{title="t" pick="1"}\n| a | b |\n| - | - |\n| c | d |\n:::',
  table: ':::table{caption="t" scope="row"}\n| a | b |\n| - | - |\n| c | |\n:::',
  pullquote: ':::pullquote\nx\n:::',
  figures: ':::figures{title="t"}\n::figure{value="1" label="l" basis="b"}\n:::',
  figure: '::figure{value="1" label="l"}',
  steps: '::::steps{title="t"}\n:::step{title="u"}\nx\n:::\n::::',
  step: ':::step{title="t"}\n:::',
  diagram: ':::diagram{title="t"}\n```mermaid\nflowchart LR\n```\n\nx\n:::',
  card: '::card{url="https://example.org/" title="t" description="d" publisher="p"}',
}

/** A block that holds another is written with a colon more. */
function inside(opening: string, markdown: string): string {
  const colons = ':'.repeat(Math.max(3, (/^:*/.exec(markdown)?.[0].length ?? 0) + 1))
  return `${colons}${opening}\n${markdown}\n${colons}`
}

const within: Record<Where, (markdown: string) => string> = {
  root: (markdown) => markdown,
  finding: (markdown) => inside('break{#b9 title="t" status="open"}', markdown),
  aside: (markdown) => inside('callout', markdown),
}

describe('every kind of block', () => {
  const standing = places.flatMap((where) => kindsIn(where).map((name) => [name, where] as const))
  it.each(standing)('is written as it is read: %s at %s', (name, where) => {
    const markdown = `${within[where](sound[name])}\n`
    expect(bodyToMarkdown(bodyIn(markdown))).toBe(markdown)
    expect(checkBody(bodyIn(markdown))).toEqual([])
  })

  const strangers = places.flatMap((where) =>
    names.filter((name) => !kindsIn(where).includes(name)).map((name) => [name, where] as const),
  )
  it.each(strangers)('is refused where it may not stand: %s at %s', (name, where) => {
    const words = name === 'step' || name === 'figure' ? /stands only inside :{3,4}/ : /cannot stand inside .*; move it/
    expect(() => bodyIn(within[where](sound[name]))).toThrow(words)
  })

  const attributes = names.flatMap((name) =>
    Object.entries(kinds[name].attributes).map(([attribute, most]) => [name, attribute, most] as const),
  )
  it.each(attributes)('refuses too long an attribute: %s %s', (name, attribute, most) => {
    const written = ` ${attribute}="${'x'.repeat(most + 1)}"`
    const markdown = sound[name].replace(
      new RegExp(` ?(?:${attribute}="[^"]*"|#${attribute === 'id' ? '[bh]1' : '-'})`),
      '',
    )
    const marked = markdown.includes(`${name}{`)
      ? markdown.replace(`${name}{`, `${name}{${written.trim()} `)
      : markdown.replace(name, `${name}{${written.trim()}}`)
    const whole =
      name === 'step' ? `::::steps\n${marked}\n::::` : name === 'figure' ? `:::figures\n${marked}\n:::` : marked
    expect(() => bodyIn(whole)).toThrow(`“${attribute}” of a ${name} has more than ${most} characters`)
  })

  it.each(names)('refuses an attribute that it has not, and a label: %s', (name) => {
    const whole = (block: string) =>
      name === 'step' ? `::::steps\n${block}\n::::` : name === 'figure' ? `:::figures\n${block}\n:::` : block
    const opening = sound[name].includes(`${name}{`) ? [`${name}{`, `${name}{style="x" `] : [name, `${name}{style="x"}`]
    const odd = sound[name].replace(opening[0] ?? '', opening[1] ?? '')
    expect(() => bodyIn(whole(odd))).toThrow(`a ${name} has no attribute “style”; it has `)
    expect(() => bodyIn(whole(sound[name].replace(name, `${name}[x]`)))).toThrow(/no label in brackets/)
  })

  it.each(names)('is told how it is written when its form is wrong: %s', (name) => {
    const other = kinds[name].form === 'leaf' ? `:::${name}\n:::` : `::${name}`
    expect(() => bodyIn(other)).toThrow(`a ${name} is written ${kinds[name].example}`)
    expect(sound[name].startsWith(kinds[name].example.replace(/\{.*/s, ''))).toBe(true)
  })
})

describe('a block that is not as its kind is', () => {
  const table = '| a | b |\n| - | - |\n| c | d |'
  it.each<[string, string, number, RegExp]>([
    ['a callout of nothing', ':::callout{title="t"}\n:::', 9, /callout is empty/],
    ['a callout of another kind', ':::callout{kind="warn"}\nx\n:::', 9, /break or hold, .* not “warn”/],
    ['a heading in a callout', ':::callout\n## x\n\ny\n:::', 10, /a heading cannot stand inside a callout or step/],
    [
      'an unknown block in a callout',
      ':::callout\nx\n\n::leaf\n:::',
      12,
      /“::leaf” is not known; write \\:: for plain/,
    ],
    ['a decision without a table', ':::decision\nx\n:::', 9, /a decision holds one table and nothing else/],
    ['a decision and words', `:::decision\n${table}\n\nx\n:::`, 14, /a decision holds one table and nothing else/],
    ['a decision of three columns', ':::decision\n|a|b|c|\n|-|-|-|\n|d|e|f|\n:::', 9, /two columns/],
    ['a decision with a mark in its head', ':::decision\n|*a*|b|\n|-|-|\n|c|d|\n:::', 9, /plain words/],
    ['a decision without a heading', ':::decision\n|a||\n|-|-|\n|c|d|\n:::', 9, /plain words/],
    ['a decision without rows', ':::decision\n|a|b|\n|-|-|\n:::', 9, /no rows/],
    [
      'a decision with a gap',
      ':::decision\n|a|b|\n|-|-|\n|c|d|\n|e||\n:::',
      9,
      /row 2 of a decision has an empty cell/,
    ],
    ['a pick of no row', `:::decision{pick="2"}\n${table}\n:::`, 9, /number of one of its 1 rows/],
    ['a pick of nothing', `:::decision{pick="0"}\n${table}\n:::`, 9, /number of one of its 1 rows/],
    ['a pick in words', `:::decision{pick="one"}\n${table}\n:::`, 9, /number of one of its 1 rows/],
    ['a scope of columns', `:::table{scope="col"}\n${table}\n:::`, 9, /scope of a table is row/],
    ['two tables in one', `:::table{caption="t"}\n${table}\n\n${table}\n:::`, 14, /one table and nothing else/],
    ['a pull quote of two paragraphs', ':::pullquote\nx\n\ny\n:::', 9, /one paragraph/],
    ['a pull quote of a list', ':::pullquote\n- x\n:::', 10, /one paragraph, not “list”/],
    ['a pull quote of a picture', ':::pullquote\n![x](x.png)\n:::', 10, /one paragraph/],
    ['figures of words', ':::figures\nx\n:::', 10, /figures hold only ::figure/],
    ['no figures', ':::figures\n:::', 9, /figures are empty/],
    ['nine figures', `:::figures\n${'::figure{value="1" label="l"}\n'.repeat(9)}:::`, 9, /more than 8 figures/],
    ['a figure without a label', ':::figures\n::figure{value="1"}\n:::', 10, /a figure needs a label/],
    ['steps of words', '::::steps\nx\n::::', 10, /steps hold only :::step/],
    ['no steps', '::::steps\n::::', 9, /steps are empty/],
    ['31 steps', `::::steps\n${':::step{title="t"}\n:::\n'.repeat(31)}::::`, 9, /more than 30 steps/],
    ['a step without a title', '::::steps\n:::step\nx\n:::\n::::', 10, /a step needs a title/],
    ['a diagram without a title', ':::diagram\n```mermaid\nx\n```\n\ny\n:::', 9, /a diagram needs a title/],
    ['a diagram of words', ':::diagram{title="t"}\nx\n:::', 10, /begins with its source/],
    ['a diagram of other code', ':::diagram{title="t"}\n```dot\nx\n```\n\ny\n:::', 10, /begins with its source/],
    [
      'a diagram with lines marked',
      ':::diagram{title="t"}\n```mermaid {hold=1}\nx\n```\n\ny\n:::',
      10,
      /begins with its/,
    ],
    ['a diagram of nothing', ':::diagram{title="t"}\n```mermaid\n```\n\ny\n:::', 10, /begins with its source/],
    ['a diagram without words', ':::diagram{title="t"}\n```mermaid\nx\n```\n:::', 9, /needs a description in words/],
    [
      'a diagram with a list',
      ':::diagram{title="t"}\n```mermaid\nx\n```\n\ny\n\n- z\n:::',
      16,
      /paragraphs that describe it/,
    ],
    ['a card of nothing', '::card', 9, /a card needs to="\/articles\/slug", or an address/],
    ['a card without a title', '::card{url="https://example.org/"}', 9, /an address and a title/],
    ['a card by mail', '::card{url="mailto:a@example.org" title="t"}', 9, /use https/],
    ['a card of a path', '::card{url="/x" title="t"}', 9, /use https/],
    ['a card of a script', '::card{url="javascript:x" title="t"}', 9, /use https/],
    ['a card to elsewhere', '::card{to="https://example.org/"}', 9, /is no article/],
    ['a card to an article, with a title', '::card{to="/articles/x" title="t"}', 9, /has nothing but “to”/],
    ['a day that is none', ':::hold{#h1 title="t" verified="2026-02-30"}\n:::', 9, /“verified” of a hold is not a day/],
    ['a box beside none', '- [ ] x\n- y', 9, /give each point a box, or none/],
    ['a numbered checklist', '1. [ ] x', 9, /no boxes; write - \[ \]/],
    ['a long reason', `\`\`\`sql unchecked="${'x'.repeat(201)}"\n\`\`\``, 9, /after the language write/],
    ['a status of a draft', '', 7, /is draft, or not written at all/],
  ])('is refused in words, with its line: %s', (_, markdown, at, words) => {
    const matter = at === 7 ? front.replace('\n---\n\n', '\nstatus: public\n---\n\n') : front
    const read = () => parseDocument(matter + markdown, 'x.md')
    expect(read).toThrow(words)
    expect(read).toThrow(new RegExp(`^x\\.md:${at}: `))
  })

  it.each([
    ['a table of its own that says nothing', `:::table\n${table}\n:::`, `${table}\n`],
    ['empty attributes', ':::callout{kind="" title=" "}\nx\n:::', ':::callout\nx\n:::\n'],
    [
      'the order of attributes',
      '::card{publisher="p" title="t" url="https://a.b/"}',
      '::card{url="https://a.b/" title="t" publisher="p"}\n',
    ],
    ['a checklist of other marks', '* [X] a\n* [ ] b', '- [x] a\n- [ ] b\n'],
    ['a point that only looks like a box', '- \\[ ] a', '- \\[ ] a\n'],
    ['code beside itself', '```sql  unchecked="a  b"   caption="c"\n```', '```sql unchecked="a b" caption="c"\n```\n'],
    ['a draft', '', ''],
  ])('is settled: %s', (_, given, written) => {
    expect(bodyToMarkdown(bodyIn(given))).toBe(written)
    expect(bodyIn(written)).toEqual(bodyIn(given))
  })

  it('keeps the status of a draft, and none of another', () => {
    const draft = front.replace('authors: [a]', 'authors: [a]\nstatus: draft')
    expect(parseDocument(draft).status).toBe('draft')
    expect(toMarkdown(parseDocument(draft))).toBe(draft.trimEnd().concat('\n'))
    expect(parseDocument(front)).not.toHaveProperty('status')
  })
})

describe('what is read out of blocks', () => {
  it('counts the words of every block, and neither code nor sources of diagrams nor addresses', () => {
    const counted = Object.fromEntries(
      names.filter((name) => kinds[name].where.length > 0).map((name) => [name, wordsOf(bodyIn(sound[name]))]),
    )
    expect(counted).toEqual({
      break: 4,
      hold: 2,
      callout: 2,
      decision: 5,
      table: 4,
      pullquote: 1,
      figures: 4,
      steps: 3,
      diagram: 2,
      card: 3,
    })
  })

  it('finds what a break costs and since when a hold is verified', () => {
    expect(findingsOf(bodyIn(`${sound.break}\n\n${sound.hold}`))).toMatchObject([
      { cost: 'd' },
      { cost: 'c', verifiedSince: '2026-11-01' },
    ])
  })

  it('numbers notes in the order of reading, through every block', () => {
    const markdown =
      'a[^z]\n\n:::callout\nb[^y]\n:::\n\n:::decision\n|c|d|\n|-|-|\n|e[^x]|f[^w]|\n:::\n\n::::steps\n:::step{title="t"}\n- g[^v]\n:::\n::::\n\n:::diagram{title="t"}\n```mermaid\nx\n```\n\nh[^u]\n:::\n\n:::pullquote\ni[^t]\n:::\n\n' +
      [...'tuvwxyz'].map((name) => `[^${name}]: note ${name}\n`).join('\n')
    const notes = bodyIn(markdown).children.flatMap((node) =>
      node.type === 'footnoteDefinition' ? [[node.identifier, JSON.stringify(node).match(/note (\w)/)?.[1]]] : [],
    )
    expect(notes).toEqual([...'zyxwvut'].map((name, index) => [String(index + 1), name]))
  })

  it('names pictures wherever they stand', () => {
    const image = (last: string) => `![](media:m_0000000000000000000000000${last})`
    const markdown = `:::callout\n${image('3')}\n:::\n\n::::steps\n:::step{title="t"}\n${image('1')}\n:::\n::::\n\n${image('3')}`
    expect(mediaIdsOf(bodyIn(markdown)).map((id) => id.at(-1))).toEqual(['3', '1'])
  })
})
