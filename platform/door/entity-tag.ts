import type { Encoding } from './accept.ts'

/*
 * A strong entity tag names bytes, and the bytes differ by encoding (RFC 9110 8.8.3), so each encoding has its own:
 * `"x"`, `"x-br"`, `"x-gzip"`. All of them mean the same content, so any of them makes a 304.
 */

const suffix = /-(?:br|gzip)"$/

/** A handler's tag as it goes out with an encoding. Weak tags name the content already and stay. */
export function encodedTag(tag: string, encoding: Encoding): string {
  return encoding === 'identity' || tag.startsWith('W/') ? tag : tag.replace(/"$/, `-${encoding}"`)
}

/** `If-None-Match` as the handlers know their tags: without the encodings that the door added. */
export function plainTags(ifNoneMatch: string): string {
  return tagsIn(ifNoneMatch)
    .map((tag) => tag.replace(suffix, '"'))
    .join(', ')
}

function tagsIn(ifNoneMatch: string): string[] {
  return ifNoneMatch.match(/(?:W\/)?"[^"]*"|\*/g) ?? []
}

const opaque = (tag: string) => tag.replace(/^W\//, '').replace(suffix, '"')

/**
 * The tag among a client's own that means this content (weak comparison, RFC 9110 13.1.2), or null. It is the one to
 * send back with the 304: it tells the client which of its copies is good.
 */
export function matchingTag(ifNoneMatch: string | undefined, tag: string): string | null {
  const given = tagsIn(ifNoneMatch ?? '')
  if (given.includes('*')) return tag
  return given.find((each) => opaque(each) === opaque(tag)) ?? null
}
