import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The text of a stylesheet that a page names, to stand in the page itself; null when the page is to keep its link. */
export type Sheets = (href: string) => string | null

const ofTheBuild = /^\/_next(\/static\/(?:[\w-]+\/)*[\w.~-]+\.css)(?:\?|$)/

/**
 * Stylesheets of a build, each read once. Next could put them into its pages itself, but then carries them twice through
 * every rendering and every measuring of a page that it keeps.
 * @param folder of the build
 */
export function sheetsOf(folder: string): Sheets {
  const known = new Map<string, string | null>()
  const read = (path: string): string | null => {
    try {
      const text = readFileSync(join(folder, path), 'utf8')
      // It would end the element that it stands in, or be shown.
      return /<\/|<!--/.test(text) ? null : text.trim()
    } catch {
      return null
    }
  }
  return (href) => {
    const path = ofTheBuild.exec(href)?.[1]
    if (path === undefined) return null
    const before = known.get(path)
    if (before !== undefined) return before
    const text = read(path)
    known.set(path, text)
    return text
  }
}
