/** Nobody asks for more; what is longer is found nowhere, whatever it costs to look. */
const longest = 200

/**
 * Words as Postgres can be asked for them; null for none, for too many, and for what no text can hold.
 * Half a surrogate pair and NUL are no characters; the other control characters part words.
 */
export function askedWords(given: string): string | null {
  if (given.length > longest || !given.isWellFormed()) return null
  const words = given.replace(/\p{Cc}+/gu, ' ').trim()
  return words === '' ? null : words
}
