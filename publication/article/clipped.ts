/** Cuts at a word so that the text has at most `limit` characters, the ellipsis included. */
export function clipped(text: string, limit: number): string {
  if (text.length <= limit) return text
  const room = text.slice(0, limit - 1)
  const end = room.lastIndexOf(' ')
  const whole = end > limit / 2 ? room.slice(0, end) : room
  // A cut between the halves of a surrogate pair would leave a character that no encoder accepts.
  return `${whole.replace(/[\uD800-\uDBFF]$/, '').replace(/[\s,;:.–—-]+$/, '')}…`
}
