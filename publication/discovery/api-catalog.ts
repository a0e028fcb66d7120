/** The profile of a linkset that is a catalogue of APIs (RFC 9727, 4). */
const profile = 'https://www.rfc-editor.org/info/rfc9727'

export const apiCatalogType = `application/linkset+json; profile="${profile}"`

/** Which APIs there are, and where each is described (RFC 9727, as a linkset of RFC 9264). */
export function apiCatalog(origin: string): string {
  const api = `${origin}/api/v1`
  return JSON.stringify({
    linkset: [
      { anchor: `${origin}/.well-known/api-catalog`, item: [{ href: api, title: 'Everything published, as JSON' }] },
      {
        anchor: api,
        'service-desc': [{ href: `${api}/openapi.json`, type: 'application/json', title: 'OpenAPI' }],
        'service-doc': [{ href: `${origin}/developers`, type: 'text/html', title: 'Developers' }],
        status: [{ href: `${origin}/api/health/ready`, type: 'application/json' }],
        license: [{ href: `${origin}/licence`, type: 'text/html' }],
      },
    ],
  })
}
