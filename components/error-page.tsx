import type { ReactNode } from 'react'
import { type Drawing, drawPlate, type PlateSpec } from '#publication/plate/index.ts'
import { CopyButton } from './copy-button.tsx'
import { Day } from './day.tsx'
import { PageFrame } from './page-frame.tsx'
import { PlateDrawing } from './plate-drawing.tsx'
import { SearchForm } from './search/search-form.tsx'

const size = { width: 1600, height: 420, pitch: 20, points: 6200 }
const torn = { holds: 0, variant: 0, calm: false } as const
const specs = {
  // On chalk: the load changes hands, and there is no key.
  missing: { ...torn, seed: 'nothing-bears-here', load: 'lap', breaks: 4, open: 1 },
  // On red: the load was never the same twice.
  ours: { ...torn, seed: 'this-one-is-ours', load: 'cyclic', breaks: 3, open: 3 },
} as const satisfies Record<string, PlateSpec>

const drawn = new Map<keyof typeof specs, Drawing>()

/** The sheets are part of the documents that the build makes, and drawn once for those that are made later. */
function sheetOf(name: keyof typeof specs): Drawing {
  const sheet = drawn.get(name) ?? drawPlate(specs[name], size)
  drawn.set(name, sheet)
  return sheet
}

type Props = { title: string; sheet: keyof typeof specs; children: ReactNode }

function ErrorPage({ title, sheet, children }: Props) {
  return (
    <PageFrame>
      <div className="band">
        <PlateDrawing drawing={sheetOf(sheet)} isBand />
      </div>
      <div className="wrap error">
        <h1 className="page-title">{title}</h1>
        {children}
        {sheet === 'missing' && <SearchForm />}
        <p>
          <a href="/articles">All teardowns</a> or <a href="/#topics">topics</a>
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

/** Stands in the prepared documents where the door puts the id of the request. */
export const referenceWords = '{request-id}'

function Reference() {
  return (
    <div className="reference">
      <p>
        Reference <code id="page_reference">{referenceWords}</code>
      </p>
      <CopyButton of="page_reference">Copy the reference</CopyButton>
    </div>
  )
}

const words: Record<ErrorCode, ReactNode> = {
  '404': (
    <p className="max-w-deck">
      The page has moved, or it never was. Check the address for a slip of the hand, or start from the list.
    </p>
  ),
  '500': (
    <>
      <p className="max-w-deck">
        The page broke on our side. Nothing you did caused it. Try the same address again in a minute; if it breaks
        again, quote the reference.
      </p>
      <Reference />
    </>
  ),
  '503': (
    <>
      <p className="max-w-deck">
        The page is there, and we cannot reach it at the moment. Try the same address again in ten seconds.
      </p>
      <Reference />
    </>
  ),
}

export function FailurePage({ code }: { code: ErrorCode }) {
  return (
    <ErrorPage title={errorTitles[code]} sheet={code === '404' ? 'missing' : 'ours'}>
      {words[code]}
    </ErrorPage>
  )
}

export const goneTitle = 'This piece was withdrawn.'

/** An address that leads on. The door answers with a redirect in its place, so it is seen in development alone. */
export function MovedPage({ to }: { to: string }) {
  return (
    <ErrorPage title="This page has moved." sheet="missing">
      <p>
        It stands at <a href={to}>{to}</a>.
      </p>
    </ErrorPage>
  )
}

/** An address that was public once. `at` is when it ended (ISO 8601); `reason` is what the editors say about it. */
export function GonePage({ reason, at }: { reason: string | null; at: string }) {
  return (
    <ErrorPage title={goneTitle} sheet="missing">
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

export const lostPlaceTitle = 'The list has no such place.'

/** A cursor that was not given out by this site, or not for this list. */
export function LostPlacePage() {
  return (
    <ErrorPage title={lostPlaceTitle} sheet="missing">
      <p className="max-w-deck">
        The address names a place in the list of teardowns that we never gave out, or it was cut on its way. The list
        begins with the newest.
      </p>
    </ErrorPage>
  )
}
