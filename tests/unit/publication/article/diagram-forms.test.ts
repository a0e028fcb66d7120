import { toHtml } from 'hast-util-to-html'
import { describe, expect, it } from 'vitest'
import { diagramProblem, diagramSvg } from '#publication/article/index.ts'
import { classesIn, drawing, flow, ids, labelsIn, sequence, states } from '#tests/support/drawing.ts'
import { faultsIn } from '#tests/support/html-faults.ts'

describe('flowcharts', () => {
  it('draw every shape and every link with its words', () => {
    const source = flow(
      '%% a comment',
      'A[Rect]-->B(Round)',
      'B -.-> C{"Dia [0] <3 & `x`"}',
      'C ==> D((Circle))',
      'D --- E([Stadium])',
      'E <--> F[[Sub]]',
      'F -- some words -->G[(Cyl)]',
      'G ---> H{{Hex}} & Z["a<br>b"];',
      'H -->|"quoted (x)?"| I>Asym]',
      'I -. dotted .-> J[/Trap\\]',
      'J == thick ==> K(((Dbl))) --> L[\\Alt/]',
      'L -.- K',
      'subgraph one ["Group #quot;one#quot;"]',
      'direction TB',
      'A',
      'subgraph Two words',
      'B',
      'end',
      'end',
    )
    const svg = drawing(source)
    const expected = `Group "one"|Two words|some words|quoted (x)?|dotted|thick|Rect|Round|Dia [0] <3 & \`x\`|Circle|Stadium
      |Sub|Cyl|Hex|a b|Asym|Trap|Dbl|Alt`
    expect(labelsIn(svg).sort()).toEqual(expected.split(/\s*\|/).sort())
    expect(faultsIn(toHtml(svg))).toEqual([])
  })

  it('keep a label that comes after the node was first named, and its place in a subgraph', () => {
    const late = drawing(flow('A-->B', 'subgraph g', 'A[First]', 'end', 'B[Second]'))
    expect(labelsIn(late)).toEqual(['g', 'Second', 'First'])
  })

  it('break long labels between words', () => {
    const [label] = labelsIn(drawing(flow('A["one two three four five six seven eight nine ten"]')))
    expect(label).toBe('one two three four five six seven eight nine ten')
    expect(
      toHtml(drawing(flow('A["one two three four five six seven eight nine ten"]'))).match(/<tspan/g),
    ).toHaveLength(2)
  })

  it.each([
    [flow('A --> '), 2, 'this line ends too early'],
    [flow('A --> B', '', 'foo bar'), 4, '“bar” is not understood here'],
    [flow('A[unclosed --> B'), 2, '“[” is not closed; close it with “]”'],
    [flow('A[/x/]'), 2, '“[/” is not closed; slanted boxes are [/words\\] or [\\words/]'],
    [flow('A[a (b)]'), 2, 'put words that have brackets in quotation marks: ["a (b)"]'],
    [flow('A-->B;B-->C'), 2, 'one statement a line, and no “;” behind it'],
    [flow('A --x B'), 2, '“--x B” is not drawn; links are -->, ---, -.->, ==> and <-->'],
    [flow('A ~~~ B'), 2, '“~~~ B” is not drawn; links are -->, ---, -.->, ==> and <-->'],
    [flow('A <--- B'), 2, '“<--- B” is not understood here'],
    [flow('A:::x --> B'), 2, '“:::” gives a class; colours are those of the site'],
    [flow('classDef x fill:#f00'), 2, '“classDef”: colours are those of the site; take this line out'],
    [flow('style A fill:#f00'), 2, '“style”: colours are those of the site; take this line out'],
    [flow('linkStyle 0 stroke:red'), 2, '“linkStyle”: colours are those of the site; take this line out'],
    [flow('click A "javascript:alert(1)"'), 2, '“click”: a drawing has no links; put the link into its description'],
    [flow('accTitle: x'), 2, '“accTitle”: title and description have fields of their own'],
    [flow('A@{shape: cyl}'), 2, '“@{…}” is not drawn; use [words], (words), {words} and their like'],
    [flow('A["`md`"]'), 2, 'labels are plain words, without Markdown; take the backticks out'],
    [flow('A["<script>x</script>"]'), 2, 'labels are plain words, without “<script>”; only <br> breaks a line'],
    [flow('A[" "]'), 2, 'a label is empty; write words into it or take it away'],
    [flow(`A["${'x'.repeat(161)}"]`), 2, 'a label has 161 characters; at most 160 can be read in a drawing'],
    [flow('A["\ue000"]'), 2, 'a character in this label has no shape; take it out'],
    [flow('A[x]', 'A[y]'), 3, '“A” has another label above; a node has one'],
    [flow('A --> end'), 2, '“end” closes a subgraph; call the node something else'],
    [flow('end'), 2, 'there is no subgraph to end here'],
    [flow('direction TB'), 2, 'the direction of the whole stands in its first line'],
    [flow('subgraph', 'A', 'end'), 2, 'a subgraph has a name: subgraph Name'],
    [flow('subgraph a(b)', 'A', 'end'), 2, 'write subgraph name ["its words"]'],
    [flow('subgraph x', 'A'), 2, 'this subgraph is not ended; write end below its last line'],
    [flow('A', 'subgraph x', 'end'), 3, 'this subgraph is empty; put a node into it or take it away'],
    [flow('subgraph x', 'A', 'end', 'x --> B'), 5, 'links lead to nodes, not to subgraphs; lead it to a node inside'],
    ['flowchart\nA', 1, 'begin with flowchart TD (downwards) or flowchart LR (to the right)'],
    [flow(), 1, 'the flowchart is empty; write A --> B below its first line'],
  ])('refuse %j', (source, line, message) => {
    expect(diagramProblem(source)).toEqual({ line, message })
    expect(diagramSvg(source, 'T', ids)).toBeNull()
  })
})

describe('sequences', () => {
  it('draw participants, messages, notes and blocks', () => {
    const svg = drawing(
      sequence(
        'participant A as Alice & co',
        'actor B',
        'A->>B: hello <3; "x"',
        'B-->>A: hi',
        'A-)B: async',
        'Note over A,B: between',
        'note right of A: beside',
        'loop every minute',
        'A->>+B: ping',
        'end',
        'alt ok',
        'B-->>-A: yes',
        'else no',
        'B->>A: nope',
        'end',
        'critical c',
        'A->>A: self',
        'option o',
        'A->>B: x',
        'end',
        'par',
        'A--)loop1: y',
        'and',
        'A->>B: z',
        'end',
      ),
    )
    const expected = `Alice & co|B|hello <3; "x"|hi|async|between|beside|loop [every minute]|ping|alt [ok]|yes|[no]|nope
      |critical [c]|self|[o]|x|par|y|z|loop1`
    expect(labelsIn(svg).sort()).toEqual(expected.split(/\s*\|/).sort())
    expect(faultsIn(toHtml(svg))).toEqual([])
  })

  it.each([
    [sequence('A->>B'), 2, 'say what is sent: A->>B: words'],
    [sequence('A->>B: hi', 'foo bar'), 3, '“foo bar” is not understood; messages are A->>B: words'],
    [sequence('A-xB: x'), 2, 'messages are ->> and -->> (answers), or -) and --) (nobody waits)'],
    [sequence('A->B: x'), 2, 'messages are ->> and -->> (answers), or -) and --) (nobody waits)'],
    [sequence('A<<->>B: x'), 2, 'messages are ->> and -->> (answers), or -) and --) (nobody waits)'],
    [sequence('autonumber', 'A->>B: x'), 2, 'numbers are not drawn; write them into the messages'],
    [sequence('A->>B: x', 'activate B'), 3, 'write it at the message: A->>+B: words begins, B-->>-A: words ends'],
    [sequence('A->>-B: x'), 2, '“A” is not active here; begin it with ->>+A'],
    [sequence('create participant A'), 2, 'participants stand from the first line to the last; take this out'],
    [sequence('rect rgb(0,0,0)'), 2, 'colours are those of the site; take this out, and its end'],
    [sequence('title: x'), 2, '“title”: title and description have fields of their own'],
    [
      sequence('link A: x @ https://example.org'),
      2,
      '“link”: a drawing has no links; put the link into its description',
    ],
    [sequence('A->>B: x', 'participant A'), 3, '“A” is there already; name participants once, above the messages'],
    [sequence('Note left of A,B: x'), 2, 'a note beside stands at one participant'],
    [sequence('loop x', 'A->>B: y'), 2, 'this “loop” is not ended; write end below its last line'],
    [sequence('A->>B: x', 'opt y', 'end'), 3, 'no message stands in this “opt”'],
    [sequence('A->>B: x', 'end'), 3, 'there is nothing to end here'],
    [sequence('loop x', 'else y'), 3, '“else” stands inside “alt” alone'],
    [sequence('participant A'), 1, 'the diagram is empty; write A->>B: words below its first line'],
  ])('refuse %j', (source, line, message) => {
    expect(diagramProblem(source)).toEqual({ line, message })
  })
})

describe('states', () => {
  it('draw states, changes and states inside states', () => {
    const svg = drawing(
      states(
        'direction LR',
        '[*] --> Draft',
        'Draft --> Public: publish & tell',
        'Draft --> Review',
        'state "In \'review\'" as Review {',
        '[*] --> a',
        'a --> b : go',
        'b : Second look',
        '}',
        'state "Out there" as Public',
        'Lost',
        'Public --> [*]',
      ),
    )
    const expected = "In 'review'|go|publish & tell|a|Second look|Draft|Out there|Lost"
    expect(labelsIn(svg).sort()).toEqual(expected.split('|').sort())
    expect(classesIn(svg).filter((name) => name === 'dia-ring')).toHaveLength(1)
    expect(faultsIn(toHtml(svg))).toEqual([])
  })

  it.each([
    [states('a --> b', 'state c <<choice>>'), 3, 'forks, joins and choices are not drawn; name the state in words'],
    [states('a --> b', 'note right of a : x'), 3, 'notes are not drawn; put it into the description'],
    [states('state x {', 'a', '--', 'b', '}'), 4, 'states side by side are not drawn; make two diagrams of it'],
    [states('state x {', 'a'), 2, 'this state is not closed; write } below its last line'],
    [states('state x {', '}'), 2, 'this state is empty; put states into it or take the braces away'],
    [states('}'), 2, 'there is no state to close here'],
    [
      states('state x {', 'a', '}', 'state y {', 'a', '}'),
      6,
      '“a” stands in two states; give one of them another name',
    ],
    [states('state x {', 'a', '}', 'state x {', 'b', '}'), 5, '“x” has its states above; write them in one place'],
    [states('classDef x fill:red'), 2, '“classDef”: colours are those of the site; take this line out'],
    [states('a ==> b'), 2, '“a ==> b” is not understood; changes are A --> B: words'],
    [states(), 1, 'the diagram is empty; write [*] --> Begun below its first line'],
  ])('refuse %j', (source, line, message) => {
    expect(diagramProblem(source)).toEqual({ line, message })
  })
})
