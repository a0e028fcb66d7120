import type { Topic } from '#publication/edition/index.ts'
import { counted } from '../wording.ts'
import { loadCaseSentences } from './load-cases.ts'

/** Every topic with the way its load runs and the number of its articles. */
export function TopicList({ topics }: { topics: readonly Topic[] }) {
  return (
    <section className="section" id="topics" aria-labelledby="topics-title">
      <div className="mb-5 flex flex-wrap items-end justify-between gap-x-5 gap-y-2">
        <h2 id="topics-title">Topics, by how the load runs</h2>
      </div>
      {topics.length === 0 ? (
        <p>No topic has been named yet.</p>
      ) : (
        <ul className="topics">
          {topics.map((topic) => (
            <li key={topic.id}>
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
