import { expect, type Locator, type Page } from '@playwright/test'

/** Presses Tab until the target has the focus. Fails after `limit` presses: nothing may be out of the keyboard's reach. */
export async function tabTo(page: Page, target: Locator, limit = 120): Promise<void> {
  await expect(target).toBeAttached()
  for (let presses = 0; presses <= limit; presses++) {
    if (await target.evaluate((element) => document.activeElement === element)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${target} was not reached by ${limit} presses of Tab`)
}

/** Chooses in a relationship field as the keyboard does: type the name, take the option that is offered. */
export async function choose(page: Page, field: 'topics' | 'authors', name: string): Promise<void> {
  await tabTo(page, page.locator(`#field-${field} input`))
  await page.keyboard.type(name)
  await expect(page.locator(`#field-${field}`).getByRole('option', { name })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.locator(`#field-${field} .relationship--multi-value-label__text`, { hasText: name })).toBeVisible()
}

/** Inserts a block by the slash menu, from an empty line of the body. The line after it has the focus then. */
export async function insertBlock(page: Page, name: 'Break' | 'Hold' | 'Code'): Promise<Locator> {
  const block = page.locator(`.LexicalEditorTheme__block-${name.toLowerCase()}`)
  await page.keyboard.type(`/${name.toLowerCase()}`)
  await expect(page.locator('.slash-menu-popup').getByText(name, { exact: true })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(block.getByText(name, { exact: true }).first()).toBeVisible()
  return block
}

/** Names of blocks as the slash menu shows them, by kind. */
const blockNames = {
  break: 'Break',
  hold: 'Hold',
  callout: 'Callout',
  decision: 'Decision table',
  table: 'Table with a caption',
  pullquote: 'Pull quote',
  figures: 'Key figures',
  steps: 'Steps',
  diagram: 'Diagram',
  card: 'Link card',
  code: 'Code',
} as const

type BlockKind = keyof typeof blockNames

/** The first block of a kind in the body. */
export const blockOf = (page: Page, kind: BlockKind): Locator =>
  page.locator(`.LexicalEditorTheme__block-${kind}`).first()

/** Makes a block on an empty line by its Markdown, or by the slash menu; the line below it has the cursor then. */
export async function startBlock(page: Page, kind: BlockKind, by: 'shortcut' | 'menu'): Promise<void> {
  if (by === 'shortcut') await page.keyboard.type(`:::${kind} `)
  else {
    const name = blockNames[kind]
    await page.keyboard.type(`/${name.toLowerCase().split(' ').at(-1)}`)
    await expect(page.locator('.slash-menu-popup').getByText(name, { exact: true })).toBeVisible()
    await page.keyboard.press('Enter')
  }
  // Its form comes from the server, behind whatever was asked before.
  await expect(blockOf(page, kind)).toBeVisible({ timeout: 30_000 })
}
