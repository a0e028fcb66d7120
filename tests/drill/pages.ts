/** What a site answers at one address, as far as it has to be the same after a restore. */
type Answer = { status: number; headers: Record<string, string>; body: Buffer }
export type Pages = Map<string, Answer>

const compared = ['content-type', 'etag', 'x-revision', 'content-security-policy', 'link', 'last-modified']

/** Asks for each path once. */
export async function pagesOf(site: string, paths: string[]): Promise<Pages> {
  const pages: Pages = new Map()
  for (const path of paths) {
    const answer = await fetch(`${site}${path}`, { redirect: 'manual' })
    const headers = Object.fromEntries(compared.map((name) => [name, answer.headers.get(name) ?? '']))
    pages.set(path, { status: answer.status, headers, body: Buffer.from(await answer.arrayBuffer()) })
  }
  return pages
}

/** A file's date and the tag made of it may follow the restore. */
const followsRestore = (path: string, header: string): boolean =>
  path.startsWith('/media/') && ['etag', 'last-modified'].includes(header)

/** What changed a moment ago carries no date yet: it would be ahead of the clock. */
const isDatedSince = (was: Answer, header: string): boolean => header === 'last-modified' && was.headers[header] === ''

/** What is not the same, one line for each thing; nothing when all is well. */
export function differences(before: Pages, after: Pages): string[] {
  return [...before].flatMap(([path, was]) => {
    const is = after.get(path)
    if (!is) return [`${path} was not asked for again`]
    // Another status is another answer altogether: nothing more of it is worth a line.
    if (is.status !== was.status) return [`${path} answered ${was.status}, and answers ${is.status} now`]
    const others = compared.filter(
      (name) => is.headers[name] !== was.headers[name] && !followsRestore(path, name) && !isDatedSince(was, name),
    )
    const lines = others.map(
      (name) => `${path} has another ${name}: ${was.headers[name]} before, ${is.headers[name]} now`,
    )
    if (!is.body.equals(was.body))
      lines.push(`${path} has other bytes: ${was.body.length} before, ${is.body.length} now`)
    return lines
  })
}
