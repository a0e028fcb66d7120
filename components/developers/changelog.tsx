import { changelog } from '#publication/contract/index.ts'
import { Day } from '../day.tsx'
import { MarkedWords } from './marked-words.tsx'

/** What each version of the contract added. */
export function Changelog() {
  return (
    <section className="reference-section" id="changelog" aria-labelledby="changelog_title">
      <h2 id="changelog_title">Changelog</h2>
      {changelog.map(({ version, day, additions }) => (
        <div className="change" key={version}>
          <h3>{version}</h3>
          <p className="note">
            <Day iso={`${day}T00:00:00.000Z`} />
          </p>
          <ul>
            {additions.map((addition) => (
              <li key={addition}>
                <MarkedWords>{addition}</MarkedWords>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
