import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Violations = { id: string; nodes: { html: string }[] }[]
type Axe = { run(options: object): Promise<{ violations: Violations }> }

/**
 * Opens axe on the page that is shown, in a world apart, so that the page's own policy is kept.
 * @returns what looks with every rule, best practice included, at the page as it is by then; violations with their elements
 */
export async function openAxe(page: Page): Promise<() => Promise<string[]>> {
  const session = await page.context().newCDPSession(page)
  const { frameTree } = await session.send('Page.getFrameTree')
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id })
  await session.send('Runtime.evaluate', { expression: axe, contextId: executionContextId })
  const run = (axe: Axe) => axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)
  return async () => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression: `(${run})(axe)`,
      contextId: executionContextId,
      awaitPromise: true,
      returnByValue: true,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return (result.value as Violations).flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
  }
}
