import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { asAdmin, besideSite, specimen, unique } from './house.ts'

const queues = '/articles/queue-architecture-async-workloads'
const mark = unique()
const longWord = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.slice(0, 79)
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
const words = (count: number) => `${'Every sentence of it has eight words here. '.repeat(count / 8)}`

const front = (slug: string, title: string) =>
  `---\ntitle: "${title}"\ndeck: A deck for ${slug}\nslug: ${slug}\ntopics: [scale]\nauthors: [editorial-desk]\n---\n\n`

/** Fourteen breaks and holds, forty notes, 3,500 words: as long as an article gets. */
const long = numbers(14)
  .map((n) => {
    const held = n % 5 === 0 ? '' : `:::hold{#h${n} answers="b${n}" title="Hold ${n}"}\n${words(56)}\n:::\n\n`
    const table = `| a | b |\n| - | - |\n${'| one | two |\n'.repeat(4)}`
    const noted = `${words(176)}[^${2 * n - 1}]\n\n- A point.[^${2 * n}]\n- Another.\n\n`
    return `## Part ${n}\n\n${noted}:::break{#b${n} title="Break ${n}" shows="It shows"}\n${table}:::\n\n${held}`
  })
  .join('')
const notes = numbers(28)
  .map((n) => `[^${n}]: A title, A publisher, https://example.org/${n}, checked 2026-11-01.\n\n`)
  .join('')

const made = {
  [`long-${mark}`]: front(`long-${mark}`, 'As long as it gets') + long + notes,
  [`none-${mark}`]: `${front(`none-${mark}`, `${longWord} ${longWord}`)}${longWord}\n\n## ${longWord}\n`,
}

test.beforeAll(async () => {
  await besideSite('content', 'import', specimen.folder)
  const folder = await mkdtemp(join(tmpdir(), 'article-page-'))
  await mkdir(join(folder, 'articles'))
  for (const [slug, text] of Object.entries(made)) await writeFile(join(folder, 'articles', `${slug}.md`), text)
  expect(await besideSite('content', 'import', folder)).toContain('2 created')
  await rm(folder, { recursive: true })
})

// The other tests count what the seeds brought.
test.afterAll(async () => {
  const admin = await asAdmin()
  for (const slug of [...Object.keys(made), specimen.slug]) {
    const { docs } = await (await admin.get(`/api/articles?where[slug][equals]=${slug}&depth=0`)).json()
    expect((await admin.delete(`/api/articles/${docs[0].id}`)).status()).toBe(200)
  }
  await admin.dispose()
})

const wide = { width: 1440, height: 900 }
const narrow = { width: 390, height: 844 }

/** Boxes of each reference and its note beside the text, in pixels of the page. */
const besides = (page: Page) =>
  page.locator('.prose .sidenote').evaluateAll((notes) =>
    notes.map((note) => {
      const number = note.querySelector('b')?.textContent
      const { top, bottom, left, right } = note.getBoundingClientRect()
      const reference = document.querySelector(`#r${number}`)?.getBoundingClientRect()
      return { number, top, bottom, left, right, reference: reference?.top ?? Number.NaN }
    }),
  )

for (const [name, path] of Object.entries({
  queues,
  specimen: `/articles/${specimen.slug}`,
  long: `/articles/long-${mark}`,
})) {
  test(`${name}: each note stands in the margin beside its reference, and on none before it`, async ({ page }) => {
    for (const width of [1024, 1200, 1440, 1920]) {
      await page.setViewportSize({ width, height: 900 })
      await page.goto(path)
      const text = (await page.locator('.prose').boundingBox()) ?? { x: 0, width: 0 }
      const notes = await besides(page)
      expect(notes.length).toBeGreaterThan(4)
      let end = 0
      for (const note of notes) {
        const where = `note ${note.number} at ${width}`
        expect(note.left, where).toBeGreaterThanOrEqual(text.x + text.width + 16)
        expect(note.right, where).toBeLessThanOrEqual(width)
        expect(note.top, where).toBeGreaterThanOrEqual(end - 1)
        // Before the box that holds the reference, beside its line or the next one, or under the note before.
        if (note.top > end + 24) expect(note.top - note.reference, where).toBeLessThan(60)
        end = note.bottom
      }
    }
    await page.setViewportSize(narrow)
    await expect(page.locator('.prose .sidenote').first()).toBeHidden()
  })
}

test('a note is heard once, where everybody can reach it', async ({ page }) => {
  await page.goto(queues)
  await expect(page.locator('.sidenote').first()).toHaveAttribute('aria-hidden', 'true')
  await expect(page.locator('.sidenote :is(a, button, [tabindex], [id])')).toHaveCount(0)
  const source = page.getByRole('listitem').filter({ hasText: 'Amazon SQS at-least-once delivery' })
  await expect(source).toHaveCount(1)
  await expect(source.getByRole('link', { name: 'Amazon SQS' })).toHaveAttribute('href', /^https:/)
  await expect(source).toContainText(/checked \d+ [A-Z][a-z]{2} 20\d\d/)
})

test('contents stay in sight, show how far one has read, and follow the call where there is no rail', async ({
  page,
}) => {
  await page.setViewportSize(wide)
  await page.goto(queues)
  const contents = page.locator('.toc')
  const read = () =>
    page.locator('.toc ol').evaluate((list) => new DOMMatrix(getComputedStyle(list, '::before').transform).d)
  expect(await read()).toBeLessThan(0.02)
  await page.evaluate(() => window.scrollTo(0, 6_000))
  await expect.poll(async () => (await contents.boundingBox())?.y).toBeLessThan(40)
  expect((await contents.boundingBox())?.y).toBeGreaterThanOrEqual(0)
  await expect.poll(read).toBeGreaterThan(0.2)
  expect(await read()).toBeLessThan(0.8)
  expect(await contents.locator('.mark-break').count()).toBe(8)

  await page.setViewportSize(narrow)
  await expect(contents).toBeHidden()
  const folded = page.locator('.toc-folded')
  const [call, list] = [await page.locator('.the-call').boundingBox(), await folded.boundingBox()]
  expect(list?.y).toBeGreaterThanOrEqual((call?.y ?? 0) + (call?.height ?? 0))
  await folded.getByText('In this teardown').click()
  await folded.getByRole('link', { name: 'Retries arrive together' }).click()
  await expect(page).toHaveURL(/#b\d+$/)
})

test('the table of breaks and holds is a table at every width, with the load in its middle', async ({ page }) => {
  for (const size of [wide, narrow]) {
    await page.setViewportSize(size)
    await page.goto(`/articles/long-${mark}`)
    const table = page.getByRole('table', { name: 'Fourteen breaks, twelve holds' })
    await expect(table.getByRole('row')).toHaveCount(15)
    await expect(table.getByRole('columnheader', { name: 'What breaks' })).toBeAttached()
    await expect(table.getByRole('rowheader')).toHaveCount(14)
    await expect(table.getByRole('row', { name: 'Break 5' })).toContainText('No hold that we trust yet.')
    await expect(table.locator('.load-key')).toHaveCount(12)
    await expect(table.locator('.load-opening')).toHaveCount(2)
    const [left, load, right] = await Promise.all(
      ['.pairs-break', '.load', '.pairs-hold'].map((part) => table.locator(part).first().boundingBox()),
    )
    if (!left || !load || !right) throw new Error('the first row is not there')
    if (size === wide) expect(left.x + left.width <= load.x + 1 && load.x + load.width <= right.x + 1).toBe(true)
    else expect(left.y + left.height <= load.y + 1 && load.y + load.height <= right.y + 1).toBe(true)
  }
})

test('an article of any length has 1,500 elements at most, drawings and code aside', async ({ page }) => {
  for (const slug of [`long-${mark}`, specimen.slug]) {
    await page.goto(`/articles/${slug}`)
    const count = await page.evaluate(() => document.querySelectorAll('*:not(pre *, svg *)').length)
    console.log(`measured: ${slug.replace(`-${mark}`, '')} article: ${count} elements outside pre and svg`)
    expect(count).toBeLessThanOrEqual(1_500)
  }
})

test('long words, no findings, nothing sticks out; twice the text size is a narrower page', async ({ page }) => {
  await page.goto(`/articles/none-${mark}`)
  await expect(page.locator('.pairs, .the-call, .notes')).toHaveCount(0)
  for (const width of [320, 512, 720, 1024, 1440, 2560]) {
    await page.setViewportSize({ width, height: 900 })
    const out = await page.evaluate(() =>
      document.documentElement.scrollWidth <= window.innerWidth
        ? []
        : [...document.querySelectorAll('body *')]
            .filter((one) => one.getBoundingClientRect().right > window.innerWidth)
            .map((one) => `${one.tagName} ${one.getAttribute('class')}`),
    )
    expect(out, `at ${width}`).toEqual([])
  }
})

test('what is reached by Tab is reached in the order in which it is read', async ({ page }) => {
  await page.setViewportSize(narrow)
  await page.goto(queues)
  const tops = await page
    .locator('main :is(a[href], summary, [tabindex="0"])')
    .evaluateAll((all) =>
      all
        .filter((one) => one.checkVisibility() && one.closest('details:not([open]) > :not(summary)') === null)
        .map((one) => ({ top: one.getBoundingClientRect().top, name: one.textContent?.slice(0, 40) })),
    )
  expect(tops.length).toBeGreaterThan(20)
  // Two on one line may differ by the height of a superscript.
  for (const [index, { top, name }] of tops.entries())
    expect(top, `${name}`).toBeGreaterThanOrEqual((tops[index - 1]?.top ?? top) - 30)
})

test('on paper the call has a frame, navigation is left out, and addresses stand behind links', async ({ page }) => {
  await page.setViewportSize({ width: 673, height: 950 })
  await page.emulateMedia({ media: 'print' })
  await page.goto(queues)
  const call = await page.locator('.the-call').evaluate((box) => {
    const { borderTopWidth, borderTopStyle, backgroundColor } = getComputedStyle(box)
    return { borderTopWidth, borderTopStyle, backgroundColor }
  })
  expect(Number.parseFloat(call.borderTopWidth)).toBeGreaterThanOrEqual(2)
  expect(call).toMatchObject({ borderTopStyle: 'solid', backgroundColor: 'rgba(0, 0, 0, 0)' })
  for (const part of ['.masthead', '.footer', '.toc', '.toc-folded', '.next-in-line', '.sidenote', '.notes .back'])
    await expect(page.locator(part).first()).toBeHidden()
  const behind = await page
    .locator('.notes a[href^="http"]')
    .first()
    .evaluate((link) => getComputedStyle(link, '::after').content)
  expect(behind).toContain('https://')
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(over).toBeLessThanOrEqual(0)
})
