import type { Summary, Topic } from '#publication/edition/index.ts'
import { Teasers } from '../listing/teaser-list.tsx'
import { TopicList } from '../listing/topic-list.tsx'
import { PageFrame } from '../page-frame.tsx'
import { capitalised, countedInWords, inWords, tallyOf } from '../wording.ts'
import { Beam, type BeamImages } from './beam.tsx'
import { FirstFailures } from './first-failures.tsx'
import { Follow } from './follow.tsx'
import { Hero } from './hero.tsx'
import { Lead } from './lead.tsx'

type Props = {
  /** Newest first; the first one leads. */
  articles: readonly Summary[]
  /** Whether older articles exist that are not in the list. */
  hasOlder: boolean
  topics: readonly Topic[]
  /** the drawing over these articles; null when there is none */
  beam: BeamImages | null
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

export function HomePage({ articles, hasOlder, topics, beam }: Props) {
  const [lead, ...others] = articles
  return (
    <PageFrame home={{ newest: lead?.publishedAt ?? null }}>
      <Hero
        tally={tallyLine(articles, hasOlder)}
        beam={beam && lead ? <Beam articles={articles} images={beam} /> : null}
      />
      <div className="wrap">
        {lead && <Lead article={lead} />}
        <section className="section" id="teardowns" aria-labelledby="teardowns-title">
          <div className="section-head">
            <h2 id="teardowns-title">Teardowns</h2>
            {lead && (
              <a href="/articles">
                {hasOlder ? 'All teardowns, newest first' : `All ${inWords(articles.length)}, newest first`}
              </a>
            )}
          </div>
          {lead ? <Teasers articles={others} /> : <p>Nothing is published yet. The first teardown will stand here.</p>}
        </section>
        <TopicList topics={topics} />
        <FirstFailures articles={articles} />
      </div>
      <Follow />
    </PageFrame>
  )
}
