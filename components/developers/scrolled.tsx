import type { ReactNode } from 'react'

/** Text that keeps its lines and scrolls in itself, by the arrows too. */
export function Scrolled({
  id,
  className,
  children,
}: {
  id?: string | undefined
  className?: string
  children: ReactNode
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it nobody could scroll it from the keyboard
    <pre id={id} className={className} tabIndex={0}>
      {children}
    </pre>
  )
}
