import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Node = { html: string; target: string[] }
type Axe = {
  run(context: unknown, options: object): Promise<{ violations: { id: string; nodes: Node[] }[] }>
}

/** A rule of axe, and one element that breaks it. */
export type Violation = { rule: string; html: string }

/**
 * Opens axe on the page that is shown, in an isolated world, so that its CSP is kept.
 * @param within a selector; the whole page, if left out
 * @returns what looks with every rule at the page as it is by then, as often as it is called
 */
export async function openAxe(page: Page, within = 'html'): Promise<() => Promise<Violation[]>> {
  const session = await page.context().newCDPSession(page)
  const { frameTree } = await session.send('Page.getFrameTree')
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id })
  await session.send('Runtime.evaluate', { expression: axe, contextId: executionContextId })
  const run = (axe: Axe, within: string) =>
    axe.run({ include: [within] }, { resultTypes: ['violations'] }).then(({ violations }) => violations)
  return async () => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression: `(${run})(axe, ${JSON.stringify(within)})`,
      contextId: executionContextId,
      awaitPromise: true,
      returnByValue: true,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    const violations: { id: string; nodes: Node[] }[] = result.value
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => ({ rule: id, html })))
  }
}

/** What axe finds in a page, or in those parts of it that a selector names, once. */
export const axeFinds = async (page: Page, within?: string): Promise<Violation[]> => (await openAxe(page, within))()
