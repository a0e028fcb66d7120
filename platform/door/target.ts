/**
 * What a path belongs to, and with it how the door treats the answer. `page` is everything readers and machines get;
 * `hidden` are addresses that only the inside may ask for.
 */
export type Zone =
  | 'page'
  | 'asset'
  | 'admin'
  | 'preview'
  | 'api'
  | 'health'
  | 'media'
  | 'upload'
  | 'internal'
  | 'hidden'

export type Target =
  | { kind: 'open'; zone: Zone; path: string; search: string }
  | { kind: 'moved'; to: string }
  | { kind: 'refused'; status: 400 | 414; why: string; zone: Zone }

const maxLength = 8 * 1024

const zones: [Zone, RegExp][] = [
  ['internal', /^\/internal(\/|$)/],
  ['admin', /^\/admin(\/|$)/],
  ['preview', /^\/preview(\/|$)/],
  ['media', /^\/media\//],
  // The same files as editors see them, also those that no public edition shows.
  ['upload', /^\/api\/media\/file\//],
  // Answered at the door; behind it, Payload's interface would take the address for one of its own.
  ['health', /^\/api\/health(\/|$)/],
  ['api', /^\/api(\/|$)|^\/(articles|topics|authors)\/[^/]+\.json$|^\/failures\.(json|csv|md)$/],
  ['asset', /^\/_next\//],
  // Where rewrites lead, and the documents that the door keeps: each has another address, or none.
  ['hidden', /^\/(errors|renditions|home|archive|failure-index|house|scripts|journal-checkpoint)(\/|$)/],
]

/** The zone of a decoded path. */
function zoneOf(path: string): Zone {
  return zones.find(([, pattern]) => pattern.test(path))?.[0] ?? 'page'
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

/**
 * Reads a request's target, in one form for everything behind: zones are told by the decoded path, so that no other
 * spelling of `/internal` slips by. Refuses what no browser sends: broken percent-encoding, control characters,
 * dot segments, backslashes, another host.
 */
export function readTarget(url: string): Target {
  const refuse = (why: string, status: 400 | 414 = 400): Target => {
    return { kind: 'refused', status, why, zone: zoneOf(url.split('?')[0] ?? '') }
  }
  if (url.length > maxLength) return refuse('The address is too long.', 414)
  if (!url.startsWith('/')) return refuse('The address must be a path.')
  const [raw = '/', ...queries] = url.split('?')
  const path = decoded(raw)
  if (path === null) return refuse('The address holds a broken percent-encoding.')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/[\0-\x1f\x7f\\]/.test(path)) return refuse('The address holds characters that no address may hold.')
  if (/%00/.test(queries.join('?'))) return refuse('The query holds a NUL character.')
  if (/(^|\/)\.{1,2}(\/|$)/.test(path)) return refuse('The address holds dot segments.')
  if (/\/\//.test(path))
    return { kind: 'moved', to: singleSlashes(raw) + (queries.length ? `?${queries.join('?')}` : '') }
  const parsed = new URL(url, 'http://door')
  return { kind: 'open', zone: zoneOf(path), path: parsed.pathname, search: parsed.search }
}

/** A path with runs of slashes as one; it starts with exactly one, so it can lead to no other host. */
function singleSlashes(path: string): string {
  return path.replace(/(\/|%2f)+/gi, '/')
}
