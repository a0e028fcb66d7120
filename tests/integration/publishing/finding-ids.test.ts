import type { Payload } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

describe('finding ids', () => {
  it('are given once and never again', async () => {
    const two = ':::break{#b1 title="One"}\n:::\n\n:::break{#b2 title="Two"}\n:::'
    const doc = await create({ ...(await articleData(payload, { body: bodyOf(two) })), _status: 'published' })
    const id = await publicId(doc)
    const one = bodyOf(':::break{#b1 title="One"}\n:::')
    await update(doc.id, { body: one, _status: 'published' })
    const fresh = structuredClone(bodyOf(two)) as {
      root: { children: { fields: { findingId?: string; title: string } }[] }
    }
    const added = fresh.root.children[1]
    if (added) added.fields = { ...added.fields, title: 'Three', findingId: '' }
    await update(doc.id, { body: fresh, _status: 'published' })
    const rows = await rowsOf(publication.owner, id)
    expect(rows.findings.map(({ finding_id }) => finding_id)).toEqual(['b1', 'b3'])
  })
})

describe('an editor that was not loaded again', () => {
  it('sends a new break without its id, and uses up one number', async () => {
    const fresh = bodyOf(':::break{#b1 title="New"}\n:::') as {
      root: { children: { fields: Record<string, unknown> }[] }
    }
    const block = fresh.root.children[0]
    if (block) block.fields = { ...block.fields, findingId: '' }
    const data = await articleData(payload, { body: fresh })
    const doc = await payload.create({ collection: 'articles', data: data as never, draft: true, context })
    for (let save = 0; save < 3; save++) await update(doc.id, { body: fresh }, { draft: true, autosave: true })
    await update(doc.id, { body: fresh, _status: 'published' })
    const { findings } = await rowsOf(publication.owner, await publicId(doc))
    expect(findings.map(({ finding_id }) => finding_id)).toEqual(['b1'])
  })
})
