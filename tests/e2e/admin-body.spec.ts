import { type APIRequestContext, expect, type Locator, type Page, test } from '@playwright/test'
import { BodyEditor } from './body-editor.ts'
import { setStatus, upload } from './house.ts'
import { blockOf, startBlock, tabTo } from './keyboard.ts'

test.setTimeout(240_000)

let api: APIRequestContext
let page: Page
let editor: BodyEditor

test.beforeAll(async ({ browser }) => {
  editor = await BodyEditor.open(browser)
  ;({ api, page } = editor)
})
test.afterAll(() => editor?.close())

test.describe('one article', () => {
  test.describe.configure({ mode: 'serial' })

  let written = 0

  test('every block is written by the keyboard alone', async () => {
    const { keyboard } = page
    written = await editor.openNew('by-keyboard')
    await tabTo(page, editor.root)
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

    await editor.fillIn(blockOf(page, 'break'), 'title', 'The worker runs twice')
    await editor.fillIn(blockOf(page, 'hold'), 'title', 'A unique key')
    await editor.write(blockOf(page, 'callout'), 'A remark beside the text.')
    const decision = blockOf(page, 'decision')
    await editor.fillIn(decision, 'headWhen', 'If this is true')
    await editor.fillIn(decision, 'headThen', 'Then')
    await editor.press(decision, 'Add Line')
    await editor.write(decision, 'It can be repeated', 0)
    await editor.write(decision, 'Retry it', 1)
    const table = blockOf(page, 'table')
    await editor.fillIn(table, 'caption', 'What each signal does')
    await editor.write(table, 'Signal')
    await editor.write(blockOf(page, 'pullquote'), 'The insert decides.')
    const figures = blockOf(page, 'figures')
    await editor.press(figures, 'Add Figure')
    await editor.fillIn(figures, 'figures.0.value', '126 ms')
    await editor.fillIn(figures, 'figures.0.label', 'from save to reader')
    const steps = blockOf(page, 'steps')
    await editor.press(steps, 'Add Step')
    await editor.fillIn(steps, 'steps.0.title', 'Count starts and ends')
    const diagram = blockOf(page, 'diagram')
    await editor.fillIn(diagram, 'title', 'From editor to reader')
    await editor.fillIn(diagram, 'source', 'flowchart LR\n  A[Editor] --> B[Reader]')
    await editor.write(diagram, 'The editor reaches the reader.')
    const card = blockOf(page, 'card')
    await editor.fillIn(card, 'url', 'https://www.postgresql.org/docs/18/')
    await editor.fillIn(card, 'title', 'The manual')
    await editor.fillIn(blockOf(page, 'code'), 'code', 'select 1;')
    await editor.untilStored(written, 'select 1;')
  })

  test('the counts follow the text, and an id is shown by the save that gave it', async () => {
    const [breaks, holds] = [blockOf(page, 'break'), blockOf(page, 'hold')]
    await expect(breaks.locator('.finding-id')).toHaveText('b1')
    await expect(holds.locator('.finding-id')).toHaveText('h1')
    await expect(editor.counts).toHaveText('1 break: 0 held, 1 open · 1 hold')
    const jump = page.getByRole('button', { name: 'Open: b1 The worker runs twice' })
    await tabTo(page, jump, 300)
    await page.keyboard.press('Enter')
    await expect(breaks.locator('[name=title]')).toBeFocused()

    await tabTo(page, holds.getByRole('checkbox', { name: 'b1: The worker runs twice' }), 300)
    await page.keyboard.press('Space')
    await expect(editor.counts).toHaveText('1 break: 1 held, 0 open · 1 hold')
    await editor.untilStored(written, '"answers":["b1"]')
  })

  test('a block moves by keyboard, and keeps its id, its words and the focus', async () => {
    const title = blockOf(page, 'hold').locator('[name=title]')
    await tabTo(page, title, 300)
    await page.keyboard.press('Alt+Shift+ArrowUp')
    await expect(title).toBeFocused()
    await page.keyboard.press('End')
    await page.keyboard.type(', once')
    await editor.untilFindings(written, ['h1 A unique key, once', 'b1 The worker runs twice'])
    await page.keyboard.press('Alt+Shift+ArrowDown')
    await editor.untilFindings(written, ['b1 The worker runs twice', 'h1 A unique key, once'])
  })

  test('what is published shows each block', async () => {
    await setStatus(api, written, 'published')
    const reader = await page.context().newPage()
    await expect(async () => {
      const answer = await reader.goto(`/articles/${editor.slugOf('by-keyboard')}`)
      expect(answer?.status()).toBe(200)
    }).toPass({ timeout: 20_000 })
    const words = [
      ...[
        'Opening words.',
        'A smaller heading',
        'Take the lock.',
        'The backup was restored.',
        'A line from elsewhere.',
      ],
      ...['The worker runs twice', 'A unique key', 'A remark beside the text.', 'It can be repeated', 'Retry it'],
      ...['What each signal does', 'The insert decides.', '126 ms', 'from save to reader', 'Count starts and ends'],
      ...['From editor to reader', 'The manual', 'select 1;', 'The last line.'],
    ]
    for (const text of words) await expect(reader.locator('main').getByText(text).first(), text).toBeAttached()
    await expect(reader.locator('main svg[role=img]').first()).toBeVisible()
    await reader.close()
  })
})

const autosave = /\/api\/articles\/\d+\?.*autosave=true/

test('what is typed into a block just before the server answers is stored', async () => {
  const id = await editor.openNew('just-before')
  await tabTo(page, editor.root)
  await startBlock(page, 'diagram', 'shortcut')
  const diagram = blockOf(page, 'diagram')
  const description = diagram.locator('[data-lexical-editor]').first()
  await tabTo(page, diagram.locator('[name="source"]'), 300)
  let release = () => {}
  const released = new Promise<void>((go) => {
    release = go
  })
  let arrive = () => {}
  const arrived = new Promise<void>((go) => {
    arrive = go
  })
  // The block's form asks the server after each pause; the answer to what was typed first is held back.
  await page.route(/\/admin\/collections\/articles\/\d+/, async (route) => {
    const body = route.request().method() === 'POST' ? (route.request().postData() ?? '') : ''
    if (!body.includes('lexical_blocks.diagram.fields') || !body.includes('flowchart')) return route.fallback()
    const response = await route.fetch()
    arrive()
    await released
    await route.fulfill({ response })
  })
  await page.keyboard.type('flowchart LR\n  A --> B')
  await page.keyboard.press('Tab')
  await expect(description).toBeFocused()
  await arrived
  await page.keyboard.insertText('A leads to B.')
  release()
  await editor.untilStored(id, 'A leads to B.')
  await page.unrouteAll({ behavior: 'wait' })
})

test('an article that is only opened is not saved', async () => {
  const { docs } = await (await api.get(`/api/articles?where[slug][equals]=${editor.slugOf('by-keyboard')}`)).json()
  const saves: string[] = []
  page.on('request', (request) => autosave.test(request.url()) && saves.push(request.url()))
  await page.goto(`/admin/collections/articles/${docs[0].id}`)
  await expect(blockOf(page, 'code').locator('[name="code"]')).toHaveValue('select 1;')
  await expect(blockOf(page, 'diagram').locator('.diagram-preview svg')).toBeVisible()
  // Longer than a block and its form, and the admin's own saving, take to find something to do.
  await expect(page.waitForRequest(autosave, { timeout: 5_000 })).rejects.toThrow('Timeout')
  expect(saves).toEqual([])
  expect((await (await api.get(`/api/articles/${docs[0].id}?draft=true`)).json())._status).toBe('published')
})

test('a break that is dragged by its handle keeps its id and its words', async () => {
  // Tall enough for both blocks: the page does not scroll while something is dragged.
  await page.setViewportSize({ width: 1440, height: 3_200 })
  const id = await editor.openNew('dragged')
  await tabTo(page, editor.root)
  const breaks = page.locator('.LexicalEditorTheme__block-break')
  await startBlock(page, 'break', 'shortcut')
  await startBlock(page, 'break', 'shortcut')
  for (const [index, title] of ['First', 'Second'].entries())
    await breaks.nth(index).locator('[name="title"]').fill(title)
  await editor.untilFindings(id, ['b1 First', 'b2 Second'])
  await breaks.nth(1).hover({ position: { x: 300, y: 15 } })
  // Every editor inside a block has a handle of its own, unseen.
  const handle = page.locator('.draggable-block-menu[style*="opacity: 1"]')
  await expect(handle).toHaveCount(1)
  await handle.dragTo(breaks.first(), { targetPosition: { x: 200, y: 6 } })
  await editor.untilFindings(id, ['b2 Second', 'b1 First'])
  await page.setViewportSize({ width: 1440, height: 900 })
})

/** Chooses in the slash menu what opens a drawer, and waits for it. */
async function openDrawer(words: string): Promise<Locator> {
  await page.keyboard.type(`/${words}`)
  await expect(page.locator('.slash-menu-popup').getByText(words, { exact: false })).toBeVisible()
  await page.keyboard.press('Enter')
  const drawer = page.locator('.drawer--is-open')
  await expect(drawer).toBeVisible()
  return drawer
}

async function saveDrawer(drawer: Locator): Promise<void> {
  await tabTo(page, drawer.getByRole('button', { name: 'Save changes' }))
  // Rich text reaches its form when the browser is idle; until then the form says that it is empty.
  await page.evaluate(() => new Promise((done) => requestIdleCallback(() => requestIdleCallback(done))))
  await page.keyboard.press('Enter')
  await expect(drawer).toHaveCount(0)
}

test('a note, a source and a picture are set by the keyboard alone', async () => {
  const { keyboard } = page
  await upload(api)
  const id = await editor.openNew('notes')
  await tabTo(page, editor.root)
  await keyboard.type('A statement ')
  const note = await openDrawer('footnote')
  await editor.write(note, 'A remark.')
  await saveDrawer(note)
  await tabTo(page, editor.root)
  await keyboard.press('ControlOrMeta+End')
  await keyboard.type(' and one more ')
  const source = await openDrawer('source')
  await editor.fillIn(source, 'title', 'SELECT')
  await editor.fillIn(source, 'publisher', 'PostgreSQL')
  await editor.fillIn(source, 'url', 'https://www.postgresql.org/docs/18/sql-select.html')
  await tabTo(page, source.locator('.react-datepicker__input-container input'))
  await keyboard.type('2026-11-01')
  await keyboard.press('Enter')
  await saveDrawer(source)
  await tabTo(page, editor.root)
  await keyboard.press('ControlOrMeta+End')
  await keyboard.press('Enter')
  const pictures = await openDrawer('upload')
  await tabTo(page, pictures.locator('tbody button').first())
  await keyboard.press('Enter')
  await expect(pictures).toHaveCount(0)
  await editor.untilStored(id, 'A remark.')
  await editor.untilStored(id, '"checkedAt":"2026-11-01T12:00:00.000Z"')
  await editor.untilStored(id, '"type":"upload"')
})

test('code that does not parse and a diagram that cannot be drawn name their line', async () => {
  await editor.openNew('errors')
  await tabTo(page, editor.root)
  await startBlock(page, 'code', 'menu')
  await startBlock(page, 'diagram', 'menu')
  const [code, diagram] = [blockOf(page, 'code'), blockOf(page, 'diagram')]
  await code.locator('#field-language input').focus()
  await page.keyboard.type('SQL')
  await page.keyboard.press('Enter')
  await editor.fillIn(code, 'code', 'select 1\nfrom where')
  await expect(code.locator('.said-problem')).toContainText('Line 2')
  await editor.fillIn(code, 'unchecked', 'a fragment')
  await expect(code.locator('.said-problem')).not.toContainText('Line')
  await editor.fillIn(diagram, 'source', 'flowchart LR\n  A -->')
  await expect(diagram.locator('.said-problem')).toContainText('Line 2')
  await page.keyboard.type(' B')
  await expect(diagram.locator('.diagram-preview svg')).toBeVisible()
})
