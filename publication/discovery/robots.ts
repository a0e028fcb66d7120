import type { SiteSettings } from '../tables/index.ts'

const yesOrNo = (isYes: boolean): string => (isYes ? 'yes' : 'no')

/** Editors' own places, and what is asked with a session. The API for everyone is longer, and so wins (RFC 9309, 2.2.2). */
const places = ['Allow: /', 'Allow: /api/v1/', 'Disallow: /admin', 'Disallow: /api/', 'Disallow: /preview']

/** A name that can stand in a line of its own; the form that stores them takes no other. */
const isToken = (name: string): boolean => /^[A-Za-z0-9_.-]{1,100}$/.test(name)

/**
 * `robots.txt` (RFC 9309), with what machines may do with the texts as a `Content-Signal` (https://contentsignals.org/).
 * @param origin scheme and host, without a slash at the end
 */
export function robotsText({ ai, crawlers }: Pick<SiteSettings, 'ai' | 'crawlers'>, origin: string): string {
  const signal = `search=${yesOrNo(ai.search)}, ai-input=${yesOrNo(ai.aiInput)}, ai-train=${yesOrNo(ai.aiTrain)}`
  const groups = [
    [`# What is asked here, in words: ${origin}/ai`, 'User-agent: *', `Content-Signal: ${signal}`, ...places],
    ...crawlers.disallowed.filter(isToken).map((name) => [`User-agent: ${name}`, 'Disallow: /']),
    [`Sitemap: ${origin}/sitemap.xml`],
  ]
  return `${groups.map((lines) => lines.join('\n')).join('\n\n')}\n`
}
