import type { Summary, Topic } from '#publication/edition/index.ts'
import { indexHref } from '../failures/hrefs.ts'
import { PageFrame } from '../page-frame.tsx'
import { capitalised, counted, countedInWords } from '../wording.ts'
import { FailureTable, failuresOf } from './failure-table.tsx'
import { loadCaseSentences } from './load-cases.ts'
import { Sheet } from './sheet.tsx'
import { TeaserList } from './teaser-list.tsx'

/** One topic: how its load runs, its articles, newest first, and every break in them. */
export function TopicPage({ topic, articles }: { topic: Topic; articles: readonly Summary[] }) {
  const failures = articles.flatMap(failuresOf)
  return (
    <PageFrame machines={[{ label: 'On this topic, as RSS', href: `/feeds${topic.path}.rss` }]}>
      {topic.sheets && <Sheet sheets={topic.sheets} isWide />}
      <header className="wrap list-head">
        <div className="grid gap-4">
          <p className="note crumb">
            <a href="/#topics">Topics</a>
          </p>
          <h1 className="page-title">{topic.name}</h1>
        </div>
        <div className="grid gap-4">
          {topic.description && <p className="deck">{topic.description}</p>}
          <dl className="facts">
            <dt>How the load runs</dt>
            <dd>{loadCaseSentences[topic.loadCase]}</dd>
          </dl>
        </div>
      </header>
      <div className="wrap">
        <TeaserList
          articles={articles}
          title="Teardowns"
          note={`${counted(articles.length, 'teardown')}, newest first`}
          empty="Nothing is published on this topic yet."
        />
        {failures.length > 0 && (
          <section className="section" id="failures" aria-labelledby="failures-title">
            <div className="section-head">
              <h2 id="failures-title">{capitalised(countedInWords(failures.length, 'break'))}, and what holds</h2>
              <a href={indexHref({ topic: topic.slug })}>{topic.name} in the failure index</a>
            </div>
            <FailureTable failures={failures} labelledBy="failures-title" />
          </section>
        )}
      </div>
    </PageFrame>
  )
}
