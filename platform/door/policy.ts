/** What a page really holds, as CSP source expressions. */
export type PolicySources = { scripts: Set<string>; styles: Set<string> }

const sources = (given: Set<string>) => (given.size > 0 ? [...given].sort().join(' ') : "'none'")

/** The Content-Security-Policy of one reader page: what it holds, and nothing else. */
export function readerPolicy(found: PolicySources, https: boolean): string {
  return [
    "default-src 'none'",
    `script-src ${sources(found.scripts)}`,
    `style-src ${sources(found.styles)}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(https ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}

/** For Payload's admin and the preview: Next's inline scripts and inline styles, but nothing from another host. */
export const adminPolicy = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join('; ')

/** For files that people uploaded: opened on their own they can do nothing. */
export const uploadPolicy = "default-src 'none'; sandbox"

/** For a drawing opened on its own: its own styles, nothing else. */
export const drawingPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"

/** For everything that is not a page. */
export const inertPolicy = "default-src 'none'; frame-ancestors 'none'"

/**
 * Headers that every response carries.
 * @param https whether readers come over https; only then may a browser be told to insist on it
 */
export function standingHeaders(https: boolean): [string, string][] {
  return [
    ['X-Content-Type-Options', 'nosniff'],
    ['Referrer-Policy', 'strict-origin-when-cross-origin'],
    [
      'Permissions-Policy',
      'accelerometer=(), browsing-topics=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()',
    ],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ...(https ? ([['Strict-Transport-Security', 'max-age=31536000']] satisfies [string, string][]) : []),
  ]
}
