const feeds = [
  { label: 'RSS', href: '/feeds/all.rss' },
  { label: 'Atom', href: '/feeds/all.atom' },
  { label: 'JSON Feed', href: '/feeds/all.json' },
]

const corrections = [
  { label: 'RSS', href: '/feeds/corrections.rss' },
  { label: 'Atom', href: '/feeds/corrections.atom' },
  { label: 'JSON Feed', href: '/feeds/corrections.json' },
]

type Links = readonly { label: string; href: string }[]

const List = ({ links }: { links: Links }) => (
  <ul>
    {links.map(({ label, href }) => (
      <li key={href}>
        <a href={href}>{label}</a>
      </li>
    ))}
  </ul>
)

/** How to hear of the next teardown, without an account and without an address. */
export function Follow() {
  return (
    <section className="follow" aria-labelledby="follow-title">
      <div className="wrap">
        <h2 id="follow-title">Every break, and what held.</h2>
        <div>
          <p>Whole teardowns, in any feed reader. No account, no address, nobody who counts.</p>
          <List links={feeds} />
          <p>Corrections alone: what was wrong, and where it is right now.</p>
          <List links={corrections} />
        </div>
      </div>
    </section>
  )
}
