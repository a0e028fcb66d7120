/** Seven months on, to the first of the month: stable for a month, and always less than a year ahead (RFC 9116, 2.5.5). */
function expiresAt(now: Date): string {
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 7, 1))
  return first.toISOString().replace('.000Z', 'Z')
}

/** An address in one line, as a URI says it; null for what is none. */
function uriOf(contact: string): string | null {
  if (!URL.canParse(contact)) return null
  const { protocol, href } = new URL(contact)
  return protocol === 'https:' || protocol === 'mailto:' ? href : null
}

/**
 * `security.txt` (RFC 9116); null when nobody can be reached.
 * @param contact `mailto:` or https address
 */
export function securityText(contact: string, origin: string, now: Date): string | null {
  const uri = uriOf(contact)
  if (uri === null) return null
  return [
    `Contact: ${uri}`,
    `Expires: ${expiresAt(now)}`,
    'Preferred-Languages: en',
    `Canonical: ${origin}/.well-known/security.txt`,
    '',
  ].join('\n')
}
