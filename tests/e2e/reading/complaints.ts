import type { Page } from '@playwright/test'

/**
 * Collects what a page must not do, from now on: say something on the console, ask another origin for anything, or ask
 * for what is not there. Of a page that answers with an error Chromium itself says so; that line is left out.
 */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  const own = () => new URL(page.url()).origin
  page.on('console', (message) => {
    const isOfTheAnswer = message.location().url === page.url() && /status of [45]\d\d/.test(message.text())
    if (!isOfTheAnswer) complaints.push(`${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`))
  page.on('response', (response) => {
    const { protocol, origin } = new URL(response.url())
    if (response.status() >= 400 && !response.request().isNavigationRequest())
      complaints.push(`${response.status()}: ${response.url()}`)
    if (protocol !== 'data:' && origin !== own() && !response.request().isNavigationRequest())
      complaints.push(`from another origin: ${response.url()}`)
  })
  return complaints
}
