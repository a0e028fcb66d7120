import type { ReactNode } from 'react'
import { PageFrame } from '../page-frame.tsx'

/** What such a page is called, and its first sentence, which stands in its head for machines too. */
export type HouseWords = { path: string; title: string; deck: string }

/** What the pages have to know. `contact` is a `mailto:` or https address of whoever runs the site, or null. */
export type HouseFacts = { contact: string | null }

type Props = HouseWords & { children: ReactNode }

/** What the house says about itself stands on pages of one form: a head, then sections. */
export function HouseFrame({ path, title, deck, children }: Props) {
  return (
    <PageFrame current={path}>
      <header className="wrap grid gap-4 pt-6">
        <h1 className="page-title">{title}</h1>
        <p className="deck">{deck}</p>
      </header>
      <div className="wrap house">{children}</div>
    </PageFrame>
  )
}

/** A section of such a page: its head at the side, its text in the measure. `id` is for links to it. */
export function HouseSection({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section className="house-section" id={id} aria-labelledby={`${id}_title`}>
      <h2 id={`${id}_title`}>{title}</h2>
      <div className="house-text">{children}</div>
    </section>
  )
}
