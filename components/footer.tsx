import { Settings } from './settings.tsx'
import { WhatBreaks, WhatHolds } from './wordmark.tsx'

export type Link = { label: string; href: string; rel?: string }

function Column({ title, links }: { title: string; links: readonly Link[] }) {
  return (
    <nav aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {links.map((link) => (
          <li key={link.href}>
            <a href={link.href} rel={link.rel}>
              {link.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const read: readonly Link[] = [
  { label: 'Home', href: '/' },
  { label: 'All teardowns', href: '/articles' },
  { label: 'Topics', href: '/#topics' },
  { label: 'Failure index', href: '/failures' },
  { label: 'Search', href: '/search', rel: 'search' },
]
const follow: readonly Link[] = [
  { label: 'RSS', href: '/feeds/all.rss' },
  { label: 'Atom', href: '/feeds/all.atom' },
  { label: 'JSON Feed', href: '/feeds/all.json' },
  { label: 'Corrections', href: '/feeds/corrections.rss' },
]
const house: readonly Link[] = [
  { label: 'About', href: '/about' },
  { label: 'How to read a plate', href: '/how-to-read-a-plate' },
  { label: 'Accessibility', href: '/accessibility' },
  { label: 'Licence', href: '/licence' },
  { label: 'Machines and AI', href: '/ai' },
]

const forMachines: readonly Link[] = [
  { label: 'All articles as JSON', href: '/api/v1/articles' },
  { label: 'Developers', href: '/developers', rel: 'service-doc' },
  { label: 'llms.txt', href: '/llms.txt' },
  { label: 'Sitemap', href: '/sitemap.xml' },
]

/** The bottom of every page. `machines` are further addresses of what this page shows, for programs. */
export function Footer({ machines = [] }: { machines?: readonly Link[] }) {
  return (
    <footer className="footer">
      <div className="wrap">
        <p className="wordmark">
          <WhatBreaks />
          <br />
          <WhatHolds />
        </p>
        <Column title="Read" links={read} />
        <Column title="Follow" links={follow} />
        <Column title="For machines" links={[...machines, ...forMachines]} />
        <Column title="House" links={house} />
        <Settings />
      </div>
    </footer>
  )
}
