import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { doesDraw } from '../support/chromium.ts'

test('the browser of these tests is one that draws text', async () => {
  expect(await doesDraw(process.env.CHROMIUM_PATH ?? '')).toBe(true)
})

// Elsewhere fonts are not found by files of settings.
if (process.platform === 'linux')
  test('a browser that finds no font is not taken', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'no-fonts-'))
    try {
      const settings = join(folder, 'fonts.conf')
      await writeFile(settings, `<?xml version="1.0"?><fontconfig><cachedir>${folder}</cachedir></fontconfig>`)
      expect(await doesDraw(process.env.CHROMIUM_PATH ?? '', { FONTCONFIG_FILE: settings })).toBe(false)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
