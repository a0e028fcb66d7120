import type { Topic } from '#publication/edition/index.ts'
import { counted } from '../wording.ts'
import { loadCaseSentences } from './load-cases.ts'
import { Sheet } from './sheet.tsx'

/** Every topic with the way its load runs and the number of its articles. */
export function TopicList({ topics }: { topics: readonly Topic[] }) {
  return (
    <section className="section" id="topics" aria-labelledby="topics-title">
      <div className="section-head">
        <h2 id="topics-title">Topics, by how the load runs</h2>
        <a href="/how-to-read-a-plate">How to read a plate</a>
      </div>
      {topics.length === 0 ? (
        <p>No topic has been named yet.</p>
      ) : (
        <ul className="topics">
          {topics.map((topic) => (
            <li key={topic.id}>
              {topic.sheets && <Sheet sheets={topic.sheets} />}
              <h3>
                <a href={topic.path}>{topic.name}</a>
              </h3>
              <p>{loadCaseSentences[topic.loadCase]}</p>
              <p className="note">{counted(topic.articles, 'teardown')}</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
