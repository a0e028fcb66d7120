import { defineConfig } from '@playwright/test'
import { chromiumArgs } from './tests/support/chromium.ts'

const { E2E_URL, E2E_REPORT, CHROMIUM_PATH } = process.env
if (!E2E_URL || !CHROMIUM_PATH)
  throw new Error('These tests need a built, running site and a browser: npm test -- --only build,e2e prepares both.')

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: process.env.E2E_OUTPUT ?? 'test-results',
  // One site, one database: what a test publishes, the next one sees.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ...(E2E_REPORT ? ([['json', { outputFile: E2E_REPORT }]] as const) : [])],
  use: {
    baseURL: E2E_URL,
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: CHROMIUM_PATH,
      args: chromiumArgs,
    },
  },
  projects: [{ name: 'chromium', use: { browserName: 'chromium', viewport: { width: 1440, height: 900 } } }],
})
