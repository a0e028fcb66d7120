import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { judge } from '../../support/lighthouse.ts'
import { kindOf } from './page-kinds.ts'
import { expect, test } from './reading-site.ts'

// Its judgement of these three does not vary from run to run, so that once, and the full score, is more than a median.
for (const name of ['home', 'article']) {
  test(`${name}: Lighthouse has nothing to say against it`, async ({ addressOf }) => {
    const path = process.env.CHROMIUM_PATH ?? ''
    const [verdict] = await judge(path, [addressOf(kindOf(name))], ['accessibility', 'best-practices', 'seo'])
    expect(verdict?.faults).toEqual([])
    expect(verdict?.scores).toEqual({ accessibility: 100, 'best-practices': 100, seo: 100 })
    expect(verdict?.layoutShift).toBeLessThanOrEqual(0.01)
  })
}

test('a page with faults is told so', async () => {
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end('<!doctype html><p>Text.</p><img src="data:,">'),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const { port } = server.address() as AddressInfo
    const [verdict] = await judge(process.env.CHROMIUM_PATH ?? '', [`http://localhost:${port}/`], ['accessibility'])
    expect(verdict?.scores.accessibility).toBeLessThan(100)
    expect(verdict?.faults).toContainEqual(expect.stringMatching(/^image-alt: /))
  } finally {
    server.close()
  }
})
