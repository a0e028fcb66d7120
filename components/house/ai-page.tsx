import type { SiteSettings } from '#publication/edition/index.ts'
import { HouseFrame, HouseSection, type HouseWords } from './house-frame.tsx'

export const ai: HouseWords = {
  path: '/ai',
  title: 'Machines and AI',
  deck: 'What machines may do with what stands here, what we ask them to leave, and how to get it in a form that suits them.',
}

type Props = { settings: Pick<SiteSettings, 'ai' | 'crawlers'> }

const answerOf = (isAllowed: boolean): string => (isAllowed ? 'Yes' : 'No')

/** The words of `robots.txt`, from the same settings. */
export function AiPage({ settings: { ai: allowed, crawlers } }: Props) {
  return (
    <HouseFrame {...ai}>
      <HouseSection id="may" title="What machines may do">
        <dl className="facts">
          <dt>
            Find it and show it in a search (<code>search</code>)
          </dt>
          <dd>{answerOf(allowed.search)}</dd>
          <dt>
            Read it to answer somebody’s question, with a link to it (<code>ai-input</code>)
          </dt>
          <dd>{answerOf(allowed.aiInput)}</dd>
          <dt>
            Train or tune a model on it (<code>ai-train</code>)
          </dt>
          <dd>{answerOf(allowed.aiTrain)}</dd>
        </dl>
        <p>
          The words in brackets are those of <a href="https://contentsignals.org/">Content Signals</a>. They stand in{' '}
          <a href="/robots.txt">robots.txt</a>, made from the same settings as this page. They are preferences: we say
          them so that they can be kept, and we know that a page cannot enforce them.
        </p>
      </HouseSection>
      <HouseSection id="crawlers" title="Crawlers">
        {crawlers.disallowed.length === 0 ? (
          <p>No crawler is asked to stay away altogether.</p>
        ) : (
          <>
            <p>These are asked to stay away altogether:</p>
            <ul>
              {crawlers.disallowed.map((name) => (
                <li key={name}>
                  <code>{name}</code>
                </li>
              ))}
            </ul>
          </>
        )}
        <p>Nobody has to keep out of the pages that readers see; the rooms of the editors are closed to all.</p>
      </HouseSection>
      <HouseSection id="citing" title="When you answer with it">
        <ul>
          <li>Link to the article, or to the finding: its address with the number of the finding after it.</li>
          <li>Name the edition. A text may be corrected, and the number says which one you read.</li>
          <li>A break that is marked open has no hold that we trust yet. Do not give it one in our name.</li>
        </ul>
      </HouseSection>
      <HouseSection id="forms" title="In a form that suits machines">
        <ul>
          <li>
            <a href="/llms.txt">llms.txt</a>: every teardown in a line, with the address of its Markdown;{' '}
            <a href="/llms-full.txt">llms-full.txt</a> holds the newest whole.
          </li>
          <li>
            Any article as Markdown: put <code>.md</code> after its address, or ask for it with{' '}
            <code>Accept: text/markdown</code>.
          </li>
          <li>
            <a href="/feeds/all.json">Feeds</a> with whole texts, and <a href="/sitemap.xml">a sitemap</a> with true
            dates.
          </li>
          <li>
            <a href="/developers">The API</a>: articles, findings, search, and every change since the beginning.
          </li>
        </ul>
      </HouseSection>
    </HouseFrame>
  )
}
