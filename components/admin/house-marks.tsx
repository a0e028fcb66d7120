import { Signet } from '../marks.tsx'
import { WhatBreaks, WhatHolds } from '../wordmark.tsx'

/** The name of the publication in two lines, above the forms of people who are not signed in. */
export function HouseName() {
  return (
    <div className="house-name">
      <span>
        <WhatBreaks />
      </span>{' '}
      <span>
        <WhatHolds />
      </span>
    </div>
  )
}

/** The mark, at the head of the way to where one is; the link around it has its own name. */
export function HouseMark() {
  return <Signet />
}
