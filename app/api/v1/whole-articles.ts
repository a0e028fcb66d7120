import { articleBySlugOrId, type Current, type Summary } from '#publication/edition/index.ts'

/** Reads at the same time: enough to hide the way to the database, few enough to leave connections for others. */
const together = 4

/**
 * The articles of a page with their bodies, in the same order.
 * One that is withdrawn between the two reads is left out; the page's cursors stay right.
 */
export async function wholeArticles(summaries: readonly Summary[]): Promise<Current[]> {
  const whole: Current[] = []
  for (let start = 0; start < summaries.length; start += together) {
    const found = await Promise.all(summaries.slice(start, start + together).map(({ id }) => articleBySlugOrId(id)))
    whole.push(...found.flatMap((one) => (one.kind === 'current' ? [one.value] : [])))
  }
  return whole
}
