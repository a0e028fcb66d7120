import { defineConfig } from '@playwright/test'
import { chromiumArgs } from './tests/support/chromium.ts'
import { fontSettings } from './tests/support/fonts.ts'

const { E2E_URL, E2E_READING, E2E_REPORT, CHROMIUM_PATH, RECORD_PICTURES } = process.env
if (!E2E_URL || !E2E_READING || !CHROMIUM_PATH)
  throw new Error('These tests need a built, running site and a browser: npm test -- --only build,e2e prepares both.')

const chromium = { browserName: 'chromium', viewport: { width: 1440, height: 900 } } as const

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: process.env.E2E_OUTPUT ?? 'test-results',
  // One site, one database: what a test publishes, the next one sees.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  snapshotPathTemplate: 'tests/e2e/pictures/{arg}{ext}',
  updateSnapshots: RECORD_PICTURES === '1' ? 'all' : 'none',
  expect: { timeout: 10_000 },
  reporter: [['list'], ...(E2E_REPORT ? ([['json', { outputFile: E2E_REPORT }]] as const) : [])],
  use: {
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: CHROMIUM_PATH,
      args: chromiumArgs,
      env: { ...(process.env as Record<string, string>), FONTCONFIG_FILE: fontSettings() },
    },
  },
  projects: [
    { name: 'writing', testIgnore: '**/reading/**', use: { ...chromium, baseURL: E2E_URL } },
    // On a site of its own, which holds the same pages in every run.
    { name: 'reading', testMatch: '**/reading/*.spec.ts', use: { ...chromium, baseURL: JSON.parse(E2E_READING).url } },
  ],
})
