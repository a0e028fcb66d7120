import type { Payload } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Body, parseDocument } from '#publication/article/index.ts'
import { articleData, bodyOf, context } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { rowsOf } from './rows.ts'
import { savesOf } from './saves.ts'

let publication: TestPublication
let payload: Payload
let { create, update, publicId } = {} as ReturnType<typeof savesOf>
beforeAll(async () => {
  publication = await openPublication()
  payload = publication.payload
  ;({ create, update, publicId } = savesOf(payload))
}, 120_000)
afterAll(() => publication?.close())

const diagram = (source: string) =>
  `:::diagram{title="The path"}\n\`\`\`mermaid\n${source}\n\`\`\`\n\nA leads to B.\n:::`

const markdown = `- [ ] open
- [x] done

::::break{#b1 title="It breaks" cost="a refund"}
:::callout{kind="break"}
A remark.
:::

:::decision{title="Which" pick="1"}
| If | Then |
| --- | --- |
| small | a table[^two] |
:::
::::

:::hold{#h1 answers="b1" title="It holds" verified="2026-11-01"}
:::

:::table{caption="Jobs" scope="row"}
| Day | Jobs |
| --- | --- |
| Monday | 1 |
:::

:::pullquote
One sentence.
:::

:::figures
::figure{value="126 ms" label="median"}
:::

::::steps
:::step{title="First"}
Do it.[^one]
:::
:::step{title="Then"}
:::
::::

${diagram('flowchart LR\n  A --> B')}

::card{url="https://example.org/" title="A page"}

\`\`\`sql {hold=1} caption="So"
select 1;
\`\`\`

[^one]: A remark.
[^two]: Title, Publisher, https://example.org/, checked 2026-11-01.`

const parsed = (text: string): Body =>
  parseDocument(`---\ntitle: T\ndeck: D\nslug: t\ntopics: [t]\nauthors: [a]\n---\n\n${text}\n`, 'test.md').body

async function publishedBody(id: string): Promise<unknown> {
  const { rows } = await publication.owner.query<{ canonical: string }>(
    'select canonical from publication.editions where article_id = $1 order by number desc limit 1',
    [id],
  )
  return JSON.parse(String(rows[0]?.canonical)).body
}

describe('every kind of block', () => {
  it('is public as it was written, and a save that changes nothing makes no edition', async () => {
    const doc = await create({ ...(await articleData(payload, { body: bodyOf(markdown) })), _status: 'published' })
    const id = await publicId(doc)
    expect(await publishedBody(id)).toEqual(parsed(markdown))
    const stored = await payload.findByID({ collection: 'articles', id: doc.id, depth: 0, overrideAccess: true })
    await update(doc.id, { body: (stored as { body?: unknown }).body, _status: 'published' })
    expect((await rowsOf(publication.owner, id)).editions).toHaveLength(1)
  })

  it.each([
    ['a diagram that cannot be drawn', diagram('flowchart LR\n  A --> B\n  A -->'), /diagram “The path”, line 3/],
    ['code that does not parse', '```json\n{\n"a": }\n```', /code block 1 \(json\), line 2/],
  ])('%s is kept as a draft and not published', async (_, text, words) => {
    const data = await articleData(payload, { body: bodyOf(text) })
    const doc = await payload.create({ collection: 'articles', data: data as never, draft: true, context })
    await expect(update(doc.id, { _status: 'published' })).rejects.toThrow(words)
    expect((await rowsOf(publication.owner, await publicId(doc))).editions).toEqual([])
  })
})
