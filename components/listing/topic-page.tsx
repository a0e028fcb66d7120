import type { Summary, Topic } from '#publication/edition/index.ts'
import { PageFrame } from '../page-frame.tsx'
import { counted } from '../wording.ts'
import { loadCaseSentences } from './load-cases.ts'
import { Sheet } from './sheet.tsx'
import { TeaserList } from './teaser-list.tsx'

/** One topic: how its load runs, and its articles, newest first. */
export function TopicPage({ topic, articles }: { topic: Topic; articles: readonly Summary[] }) {
  return (
    <PageFrame>
      {topic.sheets && <Sheet sheets={topic.sheets} isWide />}
      <header className="wrap grid gap-4 pt-6">
        <p className="note">
          <a href="/#topics">Topics</a>
        </p>
        <h1 className="page-title">{topic.name}</h1>
        {topic.description && <p className="deck">{topic.description}</p>}
        <dl className="facts">
          <dt>How the load runs</dt>
          <dd>{loadCaseSentences[topic.loadCase]}</dd>
        </dl>
      </header>
      <div className="wrap">
        <TeaserList
          articles={articles}
          title="Teardowns"
          note={`${counted(articles.length, 'teardown')}, newest first`}
          empty="Nothing is published on this topic yet."
        />
      </div>
    </PageFrame>
  )
}
