/** A kind of page that a reader can meet. */
export type PageKind = {
  name: string
  path: string
  status: 200 | 400 | 404 | 410 | 500 | 503
  /** The site that answers like this: most pages come from a sound one. */
  from: 'sound' | 'failing' | 'away'
  /** Most that a first view may fetch, bytes. */
  firstView: number
}

const kind = (name: string, path: string, more: Partial<PageKind> = {}): PageKind => ({
  name,
  path,
  status: 200,
  from: 'sound',
  firstView: 180_000,
  ...more,
})

/** Every kind of page there is. Each bar is held against each of them, so that a new kind is one line here. */
export const pageKinds: readonly PageKind[] = [
  kind('home', '/', { firstView: 220_000 }),
  kind('article', '/articles/queue-architecture-async-workloads'),
  kind('article with the most sources', '/articles/stablecoin-payment-integration'),
  kind('every block', '/articles/kitchen-sink'),
  kind('longest article', '/articles/longest-article'),
  kind('article without findings', '/articles/no-findings'),
  kind('article with a long word', '/articles/long-word'),
  kind('topic', '/topics/scale'),
  kind('author', '/authors/editorial-desk'),
  kind('edition', '/articles/audit-logging-soc-2/editions/1'),
  kind('archive', '/articles'),
  kind('failure index', '/failures'),
  kind('failure index, narrowed', '/failures?topic=security&status=open'),
  kind('failure index, further', '/failures?letter=t'),
  kind('failure index, newest first', '/failures?by=date'),
  kind('failure index without a result', '/failures?q=unobtainium&topic=scale&status=open&scale=10k&users=100'),
  kind('failure index, asked wrongly', '/failures?status=broken&letter=7', { status: 400 }),
  kind('failure index of no topic', '/failures?topic=no-such-topic', { status: 404 }),
  kind('what breaks at a size', '/failures/at/10k'),
  kind('held break', '/failures/queue-architecture-async-workloads.b1'),
  kind('open break', '/failures/queue-architecture-async-workloads.b7'),
  kind('hold', '/failures/queue-architecture-async-workloads.h1'),
  kind('finding of a long word', '/failures/long-word.b1'),
  kind('finding that is not there', '/failures/queue-architecture-async-workloads.b99', { status: 410 }),
  kind('finding of what was withdrawn', '/failures/withdrawn.b1', { status: 410 }),
  kind('how to read a plate', '/how-to-read-a-plate'),
  kind('about', '/about'),
  kind('accessibility', '/accessibility'),
  kind('licence', '/licence'),
  kind('machines and AI', '/ai'),
  kind('developers', '/developers'),
  kind('search', '/search'),
  kind('search that finds', '/search?q=queue'),
  kind('search that finds some of the words', '/search?q=connection+pool+exhausted'),
  kind('search that finds nothing', '/search?q=blockchian+synergy'),
  kind('search that cannot be made', `/search?q=${'word+'.repeat(60)}`, { status: 400 }),
  kind('lost place in the archive', '/articles?after=nowhere', { status: 400 }),
  kind('unknown article', '/articles/nothing-of-that-name', { status: 404 }),
  kind('unknown address', '/no/such/address', { status: 404 }),
  kind('withdrawn', '/articles/withdrawn', { status: 410 }),
  kind('our failure', '/articles/audit-logging-soc-2', { status: 500, from: 'failing' }),
  kind('search while the database is away', '/search?q=queue', { status: 503, from: 'away' }),
  kind('outage', '/articles/audit-logging-soc-2', { status: 503, from: 'away' }),
]

/** The kind of that name. @throws Error for one that is not in the list */
export function kindOf(name: string): PageKind {
  const found = pageKinds.find((each) => each.name === name)
  if (!found) throw new Error(`There is no kind of page that is called ${name}.`)
  return found
}

export const widths = [390, 1440] as const
export const schemes = ['light', 'dark'] as const
