import { type APIRequestContext, expect, type Locator, type Page, test } from '@playwright/test'
import { articleValues, asNew, browserAs, formReady, makeDraft, setStatus, unique } from './house.ts'
import { blockOf, startBlock, tabTo } from './keyboard.ts'

// Two articles: one is written by keyboard, the other is made of what is pasted.
test.describe.configure({ mode: 'serial' })
test.setTimeout(240_000)

const mark = unique()
let api: APIRequestContext
let page: Page

const root = () => page.locator('[data-lexical-editor]').first()
const counts = () => page.locator('.body-bar__counts [role=status]')

type Block = { type: string; fields?: { blockType?: string; findingId?: string; title?: string; answers?: string[] } }
async function stored(id: number): Promise<Block[]> {
  return (await (await api.get(`/api/articles/${id}?draft=true&depth=0`)).json()).body?.root?.children ?? []
}
const findingsIn = async (id: number) =>
  (await stored(id)).flatMap(({ fields }) =>
    fields?.blockType === 'break' || fields?.blockType === 'hold' ? [`${fields.findingId} ${fields.title}`] : [],
  )

async function openNew(name: string): Promise<number> {
  const { body: _, ...values } = await articleValues(api, `${name}-${mark}`)
  const id = await makeDraft(api, { ...values, title: `Title ${name} ${mark}` })
  await page.goto(`/admin/collections/articles/${id}`)
  await formReady(page)
  await expect(root()).toBeVisible()
  return id
}

/** Until what was typed is stored, as the editor's own saving does it. */
const untilStored = (id: number, words: string) =>
  expect.poll(async () => JSON.stringify(await stored(id)), { timeout: 30_000 }).toContain(words)

async function fillIn(block: Locator, name: string, text: string): Promise<void> {
  await tabTo(page, block.locator(`[name="${name}"]`), 300)
  await page.keyboard.type(text)
}

/** Types into the rich text of a block. */
async function write(block: Locator, text: string, nth = 0): Promise<void> {
  await tabTo(page, block.locator('[data-lexical-editor]').nth(nth), 300)
  await page.keyboard.type(text)
}

async function press(block: Locator, button: string): Promise<void> {
  await tabTo(page, block.getByRole('button', { name: button }), 300)
  await page.keyboard.press('Enter')
}

test.beforeAll(async ({ browser }) => {
  api = (await asNew('publisher')).api
  page = await (await browserAs(browser, api)).newPage()
})
test.afterAll(async () => {
  await page?.context().close()
  await api?.dispose()
})

let written = 0

test('every block is written by the keyboard alone', async () => {
  const { keyboard } = page
  written = await openNew('by-keyboard')
  await tabTo(page, root())
  await keyboard.type('Opening words.')
  await keyboard.press('Enter')
  await keyboard.type('### A smaller heading')
  await keyboard.press('Enter')
  await keyboard.type('1. Take the lock.')
  await keyboard.press('Enter')
  await keyboard.press('Enter')
  await keyboard.type('- [ ] The backup was restored.')
  await keyboard.press('Enter')
  await keyboard.press('Enter')
  await keyboard.type('> A line from elsewhere.')
  await keyboard.press('Enter')
  // The slash menu and the Markdown of a block lead to the same.
  for (const kind of ['break', 'hold', 'callout', 'decision', 'table', 'pullquote'] as const)
    await startBlock(page, kind, 'shortcut')
  for (const kind of ['figures', 'steps', 'diagram', 'card', 'code'] as const) await startBlock(page, kind, 'menu')
  await keyboard.type('The last line.')

  await fillIn(blockOf(page, 'break'), 'title', 'The worker runs twice')
  await fillIn(blockOf(page, 'hold'), 'title', 'A unique key')
  await write(blockOf(page, 'callout'), 'A remark beside the text.')
  const decision = blockOf(page, 'decision')
  await fillIn(decision, 'headWhen', 'If this is true')
  await fillIn(decision, 'headThen', 'Then')
  await press(decision, 'Add Line')
  await write(decision, 'It can be repeated', 0)
  await write(decision, 'Retry it', 1)
  const table = blockOf(page, 'table')
  await fillIn(table, 'caption', 'What each signal does')
  await write(table, 'Signal')
  await write(blockOf(page, 'pullquote'), 'The insert decides.')
  const figures = blockOf(page, 'figures')
  await press(figures, 'Add Figure')
  await fillIn(figures, 'figures.0.value', '126 ms')
  await fillIn(figures, 'figures.0.label', 'from save to reader')
  const steps = blockOf(page, 'steps')
  await press(steps, 'Add Step')
  await fillIn(steps, 'steps.0.title', 'Count starts and ends')
  const diagram = blockOf(page, 'diagram')
  await fillIn(diagram, 'title', 'From editor to reader')
  await fillIn(diagram, 'source', 'flowchart LR\n  A[Editor] --> B[Reader]')
  await write(diagram, 'The editor reaches the reader.')
  const card = blockOf(page, 'card')
  await fillIn(card, 'url', 'https://www.postgresql.org/docs/18/')
  await fillIn(card, 'title', 'The manual')
  await fillIn(blockOf(page, 'code'), 'code', 'select 1;')
  await untilStored(written, 'select 1;')
})

test('the counts follow the text, and an id is shown by the save that gave it', async () => {
  const [breaks, holds] = [blockOf(page, 'break'), blockOf(page, 'hold')]
  await expect(breaks.locator('.finding-id')).toHaveText('b1')
  await expect(holds.locator('.finding-id')).toHaveText('h1')
  await expect(counts()).toHaveText('1 break: 0 held, 1 open · 1 hold')
  const jump = page.getByRole('button', { name: 'Open: b1 The worker runs twice' })
  await tabTo(page, jump, 300)
  await page.keyboard.press('Enter')
  await expect(breaks.locator('[name=title]')).toBeFocused()

  await tabTo(page, holds.getByRole('checkbox', { name: 'b1: The worker runs twice' }), 300)
  await page.keyboard.press('Space')
  await expect(counts()).toHaveText('1 break: 1 held, 0 open · 1 hold')
  await untilStored(written, '"answers":["b1"]')
})

test('a block moves by keyboard, and keeps its id, its words and the focus', async () => {
  const title = blockOf(page, 'hold').locator('[name=title]')
  await tabTo(page, title, 300)
  await page.keyboard.press('Alt+Shift+ArrowUp')
  await expect(title).toBeFocused()
  await page.keyboard.type(' ')
  await page.keyboard.press('Backspace')
  await expect
    .poll(() => findingsIn(written), { timeout: 30_000 })
    .toEqual(['h1 A unique key', 'b1 The worker runs twice'])
  await page.keyboard.press('Alt+Shift+ArrowDown')
  await expect
    .poll(() => findingsIn(written), { timeout: 30_000 })
    .toEqual(['b1 The worker runs twice', 'h1 A unique key'])
})

test('what is published shows each block', async () => {
  await setStatus(api, written, 'published')
  const reader = await page.context().newPage()
  await expect(async () => {
    const answer = await reader.goto(`/articles/article-by-keyboard-${mark}`)
    expect(answer?.status()).toBe(200)
  }).toPass({ timeout: 20_000 })
  const words = [
    ...['Opening words.', 'A smaller heading', 'Take the lock.', 'The backup was restored.', 'A line from elsewhere.'],
    ...['The worker runs twice', 'A unique key', 'A remark beside the text.', 'It can be repeated', 'Retry it'],
    ...['What each signal does', 'The insert decides.', '126 ms', 'from save to reader', 'Count starts and ends'],
    ...['From editor to reader', 'The manual', 'select 1;', 'The last line.'],
  ]
  for (const text of words) await expect(reader.locator('main').getByText(text).first(), text).toBeAttached()
  await expect(reader.locator('main svg[role=img]').first()).toBeVisible()
  await reader.close()
})

/** A paste as other programs leave it in the clipboard. */
async function paste(types: Record<string, string>): Promise<void> {
  await page.evaluate((given) => {
    const data = new DataTransfer()
    for (const [type, value] of Object.entries(given)) data.setData(type, value)
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  }, types)
}

const fromWord = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style></head><body>
<h1>From a word processor</h1><p class=MsoNormal>With <b>weight</b>, <u>a line</u><o:p></o:p> and <a href="javascript:alert(1)">a trap</a>.</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;</span></span>First point</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;</span></span>Second point</p>
<script>alert(2)</script><table><tr><td>a</td><td>b</td></tr><tr><td>1</td><td>2</td></tr></table></body></html>`

test('what a word processor copied becomes blocks, and one undo takes it back', async () => {
  const id = await openNew('pasted')
  await root().focus()
  await page.keyboard.type('Before.')
  await page.keyboard.press('Enter')
  await paste({ 'text/html': fromWord, 'text/plain': 'From a word processor' })
  await expect(root().locator('h2')).toHaveText('From a word processor')
  await expect(root().locator('strong', { hasText: 'weight' })).toBeVisible()
  await expect(root().locator('ul > li')).toHaveText(['First point', 'Second point'])
  await expect(root().locator('table td, table th')).toHaveText(['a', 'b', '1', '2'])
  await expect(root().locator('u, script, a')).toHaveCount(0)
  await expect(page.getByText('leads nowhere that is allowed')).toBeVisible()
  await root().focus()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(root().locator('h2, ul, table')).toHaveCount(0)
  await expect(root()).toContainText('Before.')
  await untilStored(id, 'Before.')
})

const markdown = `## From a file

:::break{#b1 title="Redelivery runs the effect twice"}
A worker dies before it acknowledges.
:::

:::hold{#h1 answers="b1" title="One transaction"}
The insert decides.
:::

- [x] done
- [ ] open

:::diagram{title="Two boxes"}
\`\`\`mermaid
flowchart LR
  A --> B
\`\`\`

A leads to B.
:::
`

test('Markdown that is pasted becomes blocks, twice with ids of its own, and one undo takes it back', async () => {
  const id = await openNew('markdown')
  await root().focus()
  await paste({ 'text/plain': markdown })
  await expect(counts()).toHaveText('1 break: 1 held, 0 open · 1 hold')
  await expect(page.locator('.diagram-preview svg')).toBeVisible()
  await expect(root().locator('li[role=checkbox]')).toHaveCount(2)
  await root().focus()
  await page.keyboard.press('ControlOrMeta+End')
  await paste({ 'text/plain': markdown })
  await expect(counts()).toHaveText('2 breaks: 2 held, 0 open · 2 holds')
  await expect(page.locator('.finding-id')).toHaveText(['b1', 'h1', 'b2', 'h2'])
  await expect
    .poll(() => findingsIn(id), { timeout: 30_000 })
    .toEqual(
      ['b1', 'h1', 'b2', 'h2'].map(
        (given) => `${given} ${given < 'c' ? 'Redelivery runs the effect twice' : 'One transaction'}`,
      ),
    )
  await root().focus()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(counts()).toHaveText('1 break: 1 held, 0 open · 1 hold')
})

test('what the server cannot read is inserted as plain words, and said', async () => {
  await openNew('refused')
  await page.route('**/api/articles/from-paste', (route) => route.abort())
  await root().focus()
  await paste({ 'text/plain': '# Kept as it is\n\n- every word' })
  await expect(root()).toContainText('# Kept as it is')
  await expect(root()).toContainText('- every word')
  await expect(page.getByText('It was inserted as plain words')).toBeVisible()
  await page.unroute('**/api/articles/from-paste')
})

test('Markdown goes in by a dialog and out by the clipboard, by keyboard', async () => {
  const { keyboard } = page
  await openNew('dialog')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await tabTo(page, page.getByRole('button', { name: 'Insert Markdown' }))
  await keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Insert Markdown' })
  await expect(dialog).toBeVisible()
  await tabTo(page, dialog.getByRole('textbox'))
  await keyboard.insertText(markdown)
  await tabTo(page, dialog.getByRole('button', { name: 'Insert', exact: true }))
  await keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(counts()).toHaveText('1 break: 1 held, 0 open · 1 hold')
  await expect(root()).toBeFocused()
  await tabTo(page, page.getByRole('button', { name: 'Copy as Markdown' }), 300)
  await keyboard.press('Enter')
  await expect(page.getByText('The article is in the clipboard as Markdown.')).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain(`slug: article-dialog-${mark}`)
  expect(copied).toContain('status: draft')
  expect(copied.slice(copied.indexOf('## From'))).toBe(markdown)
})

test('code that does not parse and a diagram that cannot be drawn name their line', async () => {
  await openNew('errors')
  await tabTo(page, root())
  await startBlock(page, 'code', 'menu')
  await startBlock(page, 'diagram', 'menu')
  const [code, diagram] = [blockOf(page, 'code'), blockOf(page, 'diagram')]
  await code.locator('#field-language input').focus()
  await page.keyboard.type('SQL')
  await page.keyboard.press('Enter')
  await fillIn(code, 'code', 'select 1\nfrom where')
  await expect(code.locator('.said-problem')).toContainText('Line 2')
  await fillIn(code, 'unchecked', 'a fragment')
  await expect(code.locator('.said-problem')).not.toContainText('Line')
  await fillIn(diagram, 'source', 'flowchart LR\n  A -->')
  await expect(diagram.locator('.said-problem')).toContainText('Line 2')
  await page.keyboard.type(' B')
  await expect(diagram.locator('.diagram-preview svg')).toBeVisible()
})

test('a key in a long body is answered at once', async () => {
  const id = await openNew('long')
  const paragraphs = Array.from({ length: 400 }, (_, at) => `Paragraph ${at} of a long article, with some words in it.`)
  const breaks = Array.from({ length: 12 }, (_, at) => `:::break{title="Break ${at}"}\nWhy.\n:::`)
  await root().focus()
  await paste({ 'text/plain': `## Long\n\n${[...paragraphs, ...breaks].join('\n\n')}` })
  await expect(counts()).toHaveText('12 breaks: 0 held, 12 open · 0 holds', { timeout: 60_000 })
  await untilStored(id, 'Break 11')
  await root().locator('p').first().click()
  const times: number[] = []
  for (const key of 'forty keys are typed to see how it feels') {
    const start = performance.now()
    await page.keyboard.press(key === ' ' ? 'Space' : key)
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)))
    times.push(performance.now() - start)
  }
  times.sort((one, other) => one - other)
  const median = times[times.length >> 1] ?? 0
  process.stdout.write(`measured: a key in a body of 413 blocks: median ${Math.round(median)} ms to the next frame\n`)
  expect(median).toBeLessThan(150)
})

test('only those who write ask the endpoints of the editor', async ({ request }) => {
  for (const path of ['from-paste', 'to-markdown', 'check-code', 'diagram-preview'])
    expect((await request.post(`/api/articles/${path}`, { data: { markdown: 'x' } })).status(), path).toBe(401)
  expect((await request.get(`/api/articles/${written}/finding-ids`)).status()).toBe(401)
  const ask = async (path: string, data: unknown) => {
    const answer = await api.post(`/api/articles/${path}`, { data })
    return [answer.status(), ((await answer.json()) as { errors?: { message: string }[] }).errors?.[0]?.message]
  }
  expect(await ask('from-paste', { place: 'root' })).toEqual([400, 'Send either “html” or “markdown”.'])
  expect(await ask('from-paste', { markdown: 'x', place: 'sky' })).toEqual([
    400,
    '“place” must be one of root, finding, aside, line, note.',
  ])
  expect(await ask('from-paste', [1])).toEqual([400, 'The request is not a JSON object.'])
  expect((await ask('check-code', { language: 'sql', code: 'x'.repeat(400_000) }))[0]).toBe(413)
  expect((await api.get('/api/articles/99999999/finding-ids')).status()).toBe(404)
})
