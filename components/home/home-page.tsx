import type { Summary, Topic } from '#publication/edition/index.ts'
import { Teaser } from '../listing/teaser.tsx'
import { TopicList } from '../listing/topic-list.tsx'
import { PageFrame } from '../page-frame.tsx'
import { capitalised, countedInWords, inWords, tallyOf } from '../wording.ts'
import { Hero } from './hero.tsx'
import { Lead } from './lead.tsx'

type Props = {
  /** Newest first; the first one leads. */
  articles: readonly Summary[]
  /** Whether older articles exist that are not in the list. */
  hasOlder: boolean
  topics: readonly Topic[]
}

const held = (article: Summary): number => {
  const { breaks, open } = tallyOf(article.findings)
  return breaks.length - open
}

/** What the publication has found so far, in a line: every number counted from the articles below it. */
function tallyLine(articles: readonly Summary[], hasOlder: boolean): string {
  const breaks = articles.reduce((sum, article) => sum + tallyOf(article.findings).breaks.length, 0)
  const answered = articles.reduce((sum, article) => sum + held(article), 0)
  const teardowns = hasOlder
    ? `The newest ${countedInWords(articles.length, 'teardown')}.`
    : `${capitalised(countedInWords(articles.length, 'teardown'))} so far.`
  return breaks === 0 ? teardowns : `${teardowns} ${breaks} breaks found, ${answered} held.`
}

export function HomePage({ articles, hasOlder, topics }: Props) {
  const [lead, ...others] = articles
  const note = hasOlder
    ? `The newest ${inWords(articles.length)}. Older ones stand under their topics.`
    : `All ${inWords(articles.length)}, newest first`
  return (
    <PageFrame home={{ newest: lead?.publishedAt ?? null }}>
      <Hero tally={tallyLine(articles, hasOlder)} />
      <div className="wrap">
        <section className="section section-first" id="teardowns" aria-labelledby="teardowns-title">
          <div className="mb-5 flex flex-wrap items-end justify-between gap-x-5 gap-y-2">
            <h2 id="teardowns-title">Teardowns</h2>
            {lead && <p className="note">{note}</p>}
          </div>
          {lead ? (
            <ol className="teasers">
              <li className="teasers-lead">
                <Lead article={lead} />
              </li>
              {others.map((article) => (
                <li key={article.id}>
                  <Teaser article={article} />
                </li>
              ))}
            </ol>
          ) : (
            <p>Nothing is published yet. The first teardown will stand here.</p>
          )}
        </section>
        <TopicList topics={topics} />
      </div>
    </PageFrame>
  )
}
