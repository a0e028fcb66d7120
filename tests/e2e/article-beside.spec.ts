import { expect, test } from '@playwright/test'
import { rename, revise, unpublish } from './article-steps.ts'
import { type Desk, openDesk, writePublished } from './desk.ts'

let desk: Desk
test.beforeAll(async () => {
  desk = await openDesk()
})
test.afterAll(() => desk?.close())

test('an article says what each of its editions changed, in words that repeat none of them', async ({ page }) => {
  const article = await writePublished(desk)
  const [slug] = article.slugs
  await page.goto(`/articles/${slug}`)
  const editions = page.getByRole('region', { name: 'Editions and corrections' })
  await expect(editions.getByRole('listitem')).toHaveText([/^Edition 1.*First published\.$/])
  await revise.act(desk, article)
  await expect
    .poll(async () => {
      await page.reload()
      return editions.getByRole('listitem').allTextContents()
    })
    .toEqual([
      expect.stringMatching(/^Edition 2.*New title\. New deck\. .*Break 1 has a new title\./),
      expect.anything(),
    ])
  await expect(editions).not.toContainText(article.marks[0] ?? '')
  await page.locator('.title-block').getByRole('link', { name: /^2, / }).click()
  await expect(page).toHaveURL(/#page_editions$/)
  await expect(page.locator('#page_cite_plain')).toContainText('(Edition 2, ')
})

test('what is next in line follows a rename, and is gone with what was withdrawn', async ({ request }) => {
  const [article, sibling] = [await writePublished(desk), await writePublished(desk)]
  const nextOf = async () => {
    const page = await (await request.get(`/articles/${article.slugs[0]}`)).text()
    const section = /<section[^>]* id="page_onward"[\s\S]*?<\/section>/.exec(page)?.[0] ?? ''
    return [...section.matchAll(/href="(\/articles\/[^"]+)"/g)].map(([, path]) => path)
  }
  const [first] = sibling.slugs
  await expect.poll(nextOf).toContain(`/articles/${first}`)
  await rename('-b').act(desk, sibling)
  await expect.poll(nextOf).toContain(`/articles/${first}-b`)
  expect(await nextOf()).not.toContain(`/articles/${first}`)
  await unpublish.act(desk, sibling)
  await expect.poll(nextOf).not.toContain(`/articles/${first}-b`)
})
