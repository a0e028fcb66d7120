import type { ReactNode } from 'react'
import { Day } from './day.tsx'
import { WideOpening } from './marks.tsx'
import { PageFrame } from './page-frame.tsx'

function ErrorPage({ title, tone, children }: { title: string; tone: 'chalk' | 'red'; children: ReactNode }) {
  return (
    <PageFrame>
      <div className={`fracture fracture-${tone}`} aria-hidden="true">
        <WideOpening />
        <WideOpening />
        <WideOpening />
      </div>
      <div className="wrap grid gap-4 pt-6">
        <h1 className="page-title">{title}</h1>
        {children}
        <p>
          <a href="/#teardowns">All teardowns</a> or <a href="/#topics">topics</a>
        </p>
      </div>
    </PageFrame>
  )
}

/** Pages that stand for a failure and say nothing about the request, so that they can be made ahead of it. */
export const errorTitles = {
  '404': 'Nothing bears on this address.',
  '500': 'This one is ours.',
  '503': 'Held up, not lost.',
} as const

export type ErrorCode = keyof typeof errorTitles

const words: Record<ErrorCode, ReactNode> = {
  '404': (
    <p className="max-w-deck">
      The page has moved, or it never was. Check the address for a slip of the hand, or start from the list.
    </p>
  ),
  '500': (
    <p className="max-w-deck">
      The page broke on our side. Nothing you did caused it. Try the same address again in a minute.
    </p>
  ),
  '503': (
    <p className="max-w-deck">
      The page is there, and we cannot reach it at the moment. Try the same address again in half a minute.
    </p>
  ),
}

export function FailurePage({ code }: { code: ErrorCode }) {
  return (
    <ErrorPage title={errorTitles[code]} tone={code === '404' ? 'chalk' : 'red'}>
      {words[code]}
    </ErrorPage>
  )
}

export const goneTitle = 'This piece was withdrawn.'

/** An address that leads on. The door answers with a redirect in its place, so it is seen in development alone. */
export function MovedPage({ to }: { to: string }) {
  return (
    <ErrorPage title="This page has moved." tone="chalk">
      <p>
        It stands at <a href={to}>{to}</a>.
      </p>
    </ErrorPage>
  )
}

/** An address that was public once. `at` is when it ended (ISO 8601); `reason` is what the editors say about it. */
export function GonePage({ reason, at }: { reason: string | null; at: string }) {
  return (
    <ErrorPage title={goneTitle} tone="chalk">
      <p>
        We took it down on <Day iso={at} />.
      </p>
      {reason !== null && (
        <dl className="facts">
          <dt>Reason</dt>
          <dd>{reason}</dd>
        </dl>
      )}
    </ErrorPage>
  )
}
