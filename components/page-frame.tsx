import type { ReactNode } from 'react'
import { Footer, type Link } from './footer.tsx'
import { Masthead } from './masthead.tsx'

type Props = {
  children: ReactNode
  home?: { newest: string | null }
  /** Path of the page, where the masthead may lead to it. */
  current?: string
  machines?: readonly Link[]
}

/**
 * What every page stands in: skip link, masthead, the one main landmark, footer.
 * Ids of the page itself hold an underscore, which ids made from headings never do.
 */
export function PageFrame({ children, home, current, machines }: Props) {
  return (
    <>
      <a className="skip" href="#page_main">
        Skip to content
      </a>
      <Masthead home={home} current={current} />
      <main id="page_main" tabIndex={-1}>
        {children}
      </main>
      <Footer {...(machines ? { machines } : {})} />
    </>
  )
}
