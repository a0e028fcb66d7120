import { PageFrame } from '../page-frame.tsx'
import { IndexFilter } from './index-filter.tsx'

export const unaskedTitle = 'The index cannot be asked like this.'

type Props = {
  /** what is wrong with each parameter of the address */
  faults: readonly { parameter: string; detail: string }[]
  topics: readonly { slug: string; name: string }[]
}

/** An address of the index with a value that means nothing there, or with a topic that there is not. */
export function UnaskedPage({ faults, topics }: Props) {
  return (
    <PageFrame current="/failures">
      <header className="wrap grid gap-4 pt-6">
        <h1 className="page-title">{unaskedTitle}</h1>
        <p className="deck">A part of the address says something that we do not understand. Begin again from here.</p>
      </header>
      <div className="wrap failure-index">
        <dl className="facts">
          {faults.map(({ parameter, detail }) => (
            <div key={parameter + detail}>
              <dt>
                <code>{parameter || 'the query'}</code>
              </dt>
              <dd>{detail}</dd>
            </div>
          ))}
        </dl>
        <IndexFilter filters={{}} by="title" topics={topics} />
        <p>
          <a className="index-link" href="/failures">
            Everything in the index
          </a>
        </p>
      </div>
    </PageFrame>
  )
}
