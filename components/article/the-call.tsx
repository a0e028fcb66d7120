import type { Call } from '#publication/article/index.ts'
import { HoldMark } from '../marks.tsx'

/** The decision an article argues for, first of all: what a founder needs in ten seconds. */
export function TheCall({ call }: { call: Call }) {
  return (
    <section className="the-call" id="page_call" aria-labelledby="page_call_title">
      <h2 id="page_call_title" className="call-label">
        <HoldMark />
        The call
      </h2>
      <p className="the-call-decision">{call.decision}</p>
      <dl>
        <div>
          <dt>Holds when</dt>
          <dd>{call.holdsWhen}</dd>
        </div>
        <div>
          <dt>Skip it when</dt>
          <dd>{call.skipWhen}</dd>
        </div>
        <div>
          <dt>Cost of the wrong call</dt>
          <dd>{call.costOfWrong}</dd>
        </div>
        <div>
          <dt>Can you undo it?</dt>
          <dd>{call.undo}</dd>
        </div>
      </dl>
    </section>
  )
}
