import { clipped } from '#publication/article/index.ts'

/** What is handed on: words in one line each, and the absolute address of the article. */
export type Handed = { title: string; words: string; url: string }

/** A form of address that another site gives to whoever wants to share there. */
type Place = { name: string; href: string }

// Post lengths: X counts an address as 23 of its 280 characters, Bluesky all of 300, Mastodon servers 500 by default.
const most = { x: 250, bluesky: 300, mastodon: 400 }

const coded = encodeURIComponent

/** As much of the title as leaves room for the address after it. */
const titled = ({ title, url }: Handed, limit: number): string => {
  const room = limit - url.length - 1
  return room < 20 ? url : `${clipped(title, room)} ${url}`
}

/**
 * Where an article can be shared by following a link, which is as far as other sites get: nothing of theirs is loaded.
 * Bluesky, LinkedIn and X document these addresses; Mastodon's own page asks for the server, and the text stands behind
 * `#`, so that it is not sent to that page. Slack has no such address: there one opens it and pastes.
 */
export function placesToShare(handed: Handed): Place[] {
  const { title, url } = handed
  return [
    { name: 'Slack', href: 'https://app.slack.com/client' },
    { name: 'LinkedIn', href: `https://www.linkedin.com/sharing/share-offsite/?url=${coded(url)}` },
    { name: 'X', href: `https://x.com/intent/post?text=${coded(clipped(title, most.x))}&url=${coded(url)}` },
    { name: 'Bluesky', href: `https://bsky.app/intent/compose?text=${coded(titled(handed, most.bluesky))}` },
    { name: 'Mastodon', href: `https://share.joinmastodon.org/#text=${coded(titled(handed, most.mastodon))}` },
  ]
}

/** A letter that stands by itself: nothing is fetched where it is read. Lines end as RFC 6068 wants them. */
export const letterWith = ({ title, words, url }: Handed): string =>
  `mailto:?subject=${coded(title)}&body=${coded(`${words}\r\n\r\n${url}\r\n`)}`
