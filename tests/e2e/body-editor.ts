import { type APIRequestContext, type Browser, expect, type Locator, type Page } from '@playwright/test'
import { articleValues, asNew, browserAs, formReady, makeDraft, unique } from './house.ts'
import { tabTo } from './keyboard.ts'

type Block = { type: string; fields?: { blockType?: string; findingId?: string; title?: string } }

/** An editor of articles in a browser, and what is stored of what is written in it. */
export class BodyEditor {
  readonly page: Page
  readonly api: APIRequestContext
  readonly mark: string

  constructor(page: Page, api: APIRequestContext, mark: string) {
    this.page = page
    this.api = api
    this.mark = mark
  }

  /** In a page of its own, as a publisher of its own. */
  static async open(browser: Browser): Promise<BodyEditor> {
    const { api } = await asNew('publisher')
    return new BodyEditor(await (await browserAs(browser, api)).newPage(), api, unique())
  }

  async close(): Promise<void> {
    await this.page.context().close()
    await this.api.dispose()
  }

  get root(): Locator {
    return this.page.locator('[data-lexical-editor]').first()
  }

  get counts(): Locator {
    return this.page.locator('.body-bar__counts [role=status]')
  }

  slugOf(name: string): string {
    return `article-${name}-${this.mark}`
  }

  /** Stores a draft without a body and opens it. Returns its id. */
  async openNew(name: string): Promise<number> {
    const { body: _, ...values } = await articleValues(this.api, `${name}-${this.mark}`)
    const id = await makeDraft(this.api, { ...values, title: `Title ${name} ${this.mark}` })
    await this.page.goto(`/admin/collections/articles/${id}`)
    await formReady(this.page)
    await expect(this.root).toBeVisible()
    return id
  }

  private async stored(id: number): Promise<Block[]> {
    return (await (await this.api.get(`/api/articles/${id}?draft=true&depth=0`)).json()).body?.root?.children ?? []
  }

  /** Until what was typed is stored, as the editor's own saving does it. */
  async untilStored(id: number, words: string): Promise<void> {
    await expect.poll(async () => JSON.stringify(await this.stored(id)), { timeout: 30_000 }).toContain(words)
  }

  /** Until these breaks and holds are stored, in this order, each with its id and title. */
  async untilFindings(id: number, expected: string[]): Promise<void> {
    const found = async () =>
      (await this.stored(id)).flatMap(({ fields }) =>
        fields?.blockType === 'break' || fields?.blockType === 'hold' ? [`${fields.findingId} ${fields.title}`] : [],
      )
    await expect.poll(found, { timeout: 30_000 }).toEqual(expected)
  }

  async fillIn(block: Locator, name: string, text: string): Promise<void> {
    const field = block.locator(`[name="${name}"]`)
    // A row's fields come from the server.
    await expect(field).toBeAttached({ timeout: 30_000 })
    await tabTo(this.page, field, 300)
    await this.page.keyboard.type(text)
  }

  /** Types into the rich text of a block. */
  async write(block: Locator, text: string, nth = 0): Promise<void> {
    const place = block.locator('[data-lexical-editor]').nth(nth)
    await expect(place).toBeAttached({ timeout: 30_000 })
    await tabTo(this.page, place, 300)
    await this.page.keyboard.type(text)
    await expect(place).toContainText(text)
  }

  async press(block: Locator, button: string): Promise<void> {
    await tabTo(this.page, block.getByRole('button', { name: button }), 300)
    await this.page.keyboard.press('Enter')
  }

  /** A paste as other programs leave it in the clipboard. */
  async paste(types: Record<string, string>): Promise<void> {
    await this.page.evaluate((given) => {
      const data = new DataTransfer()
      for (const [type, value] of Object.entries(given)) data.setData(type, value)
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    }, types)
  }
}
