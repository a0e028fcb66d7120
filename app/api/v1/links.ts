import { neighbours } from '#publication/contract/index.ts'

/** Where this API is described (RFC 8631). */
export const serviceLinks = (origin: string): string =>
  `<${origin}/api/v1/openapi.json>; rel="service-desc"; type="application/json", <${origin}/developers>; rel="service-doc"`

/** Addresses of the same article in other forms (RFC 8288), canonical first. */
export function articleLinks(origin: string, path: string): string {
  const url = origin + path
  return `<${url}>; rel="canonical", <${url}.md>; rel="alternate"; type="text/markdown", <${url}.json>; rel="alternate"; type="application/json", ${serviceLinks(origin)}`
}

/** The neighbouring pages of a list. */
export function pageLinks(
  list: Parameters<typeof neighbours>[0],
  { origin, path, search }: { origin: string; path: string; search: string },
): Record<string, string> {
  const { next, previous } = neighbours(list, search)
  const links = [
    ...(next ? [`<${origin}${path}?${next}>; rel="next"`] : []),
    ...(previous ? [`<${origin}${path}?${previous}>; rel="prev"`] : []),
    serviceLinks(origin),
  ]
  return { Link: links.join(', ') }
}
