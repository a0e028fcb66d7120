import { schemeLine } from '#components/scheme-line.ts'
import { pageKinds } from './page-kinds.ts'
import { expect, test } from './reading-site.ts'

for (const kind of pageKinds) {
  test(`${kind.name}: one main part, heads in order, a title with the name of the site`, async ({ page, visit }) => {
    const answer = await visit(page, kind)
    const html = await answer.text()
    const line = html.indexOf(`<script>${schemeLine}</script>`)
    expect(line).toBeGreaterThan(0)
    expect(line, 'before the first style').toBeLessThan(html.indexOf('<style'))

    const levels = await page.getByRole('heading').evaluateAll((heads) => heads.map((head) => Number(head.tagName[1])))
    expect(levels[0]).toBe(1)
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1)
    await expect(page.getByRole('main')).toHaveCount(1)
    await expect(page).toHaveTitle(/What breaks\. What holds\.$/)
    await expect(page.locator('meta[name=revision], meta[name=status]')).toHaveCount(0)
  })
}

for (const kind of pageKinds.filter(({ status }) => status === 200)) {
  test(`${kind.name}: br, gzip and plain are the same page, each with its tag and 304`, async ({
    addressOf,
    request,
  }) => {
    const address = addressOf(kind)
    const get = (encoding: string, tag?: string) => {
      const headers = { 'accept-encoding': encoding, ...(tag ? { 'if-none-match': tag } : {}) }
      return fetch(address, { headers })
    }
    const plain = await (await request.get(address)).body()
    const tags = new Set<string>()
    for (const encoding of ['br', 'gzip', 'identity']) {
      const answer = await get(encoding)
      const tag = answer.headers.get('etag') ?? ''
      expect(answer.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding)
      expect(answer.headers.get('vary')).toContain('Accept-Encoding')
      expect(Buffer.from(await answer.arrayBuffer()).equals(plain), encoding).toBe(true)
      expect(tag).toMatch(/^"[^"]+"$/)
      tags.add(tag)
      const again = await get(encoding, tag)
      expect(again.status, `${encoding} again`).toBe(304)
      expect((await again.arrayBuffer()).byteLength).toBe(0)
    }
    expect(tags.size, 'a strong tag names the bytes').toBe(3)
  })
}
