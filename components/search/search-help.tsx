import type { Beginnings } from '#publication/edition/index.ts'
import { searchPath } from './search-state.ts'

/** What to try for whoever has found nothing yet. */
export function SearchHelp({ help: { symptoms, topics } }: { help: Beginnings }) {
  return (
    <div className="search-help">
      {symptoms.length > 0 && (
        <section aria-labelledby="page_symptoms">
          <h2 id="page_symptoms">Symptoms to try</h2>
          <ul>
            {symptoms.map((symptom) => (
              <li key={symptom}>
                <a href={searchPath(symptom)}>{symptom}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {topics.length > 0 && (
        <section aria-labelledby="page_topics">
          <h2 id="page_topics">Topics</h2>
          <ul>
            {topics.map(({ name, path }) => (
              <li key={path}>
                <a href={path}>{name}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="page_index">
        <h2 id="page_index">Everything that breaks</h2>
        <ul>
          <li>
            <a href="/failures">The failure index</a>
          </li>
          <li>
            <a href="/articles">All teardowns</a>
          </li>
        </ul>
      </section>
    </div>
  )
}
