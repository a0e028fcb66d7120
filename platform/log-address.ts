const longest = 512

/** A link that sets a new password, up to its token. */
export const tokenPath = /(\/(?:reset|reset-password|verify)\/)[^\s"\\/?#]+/gi

/**
 * A request's address as the log may keep it: the path, without the query, and without the token of a link that sets a
 * new password.
 * @param target as it stands in the request line
 */
export function addressForLog(target: string): string {
  const path = target.slice(0, 4 * longest).split(/[?#]/, 1)[0] ?? ''
  return path.replace(tokenPath, '$1[token]').slice(0, longest)
}
