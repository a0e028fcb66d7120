import type { Topic } from '#publication/edition/index.ts'

/** The undisturbed load of a topic: a square swatch, or a band as wide as the page. Its words stand beside it. */
export function Sheet({ sheets, isWide = false }: { sheets: NonNullable<Topic['sheets']>; isWide?: boolean }) {
  return isWide ? (
    <img
      className="sheet sheet-wide"
      src={sheets['sheet-wide']}
      width={1600}
      height={400}
      alt=""
      fetchPriority="high"
    />
  ) : (
    <img className="sheet" src={sheets.sheet} width={400} height={400} alt="" loading="lazy" decoding="async" />
  )
}
