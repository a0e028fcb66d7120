import type { Metadata } from 'next'
import { errorTitles, FailurePage } from '#components/error-page.tsx'

export const metadata: Metadata = { title: errorTitles['404'] }

/** Seen while developing; behind the door the prepared document answers. */
export default function NotFound() {
  return <FailurePage code="404" />
}
