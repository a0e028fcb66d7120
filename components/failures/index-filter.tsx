import type { IndexFilters, IndexOrder } from './hrefs.ts'
import { sizeLinks } from './hrefs.ts'
import { usersInWords } from './index-words.ts'

type TopicName = { slug: string; name: string }

function Choice({ name, label, value, options }: ChoiceProps) {
  return (
    <label className="field">
      {label}
      <select name={name} defaultValue={value}>
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </label>
  )
}
type ChoiceProps = { name: string; label: string; value: string; options: [string, string][] }

function Words({ name, label, value, hint }: { name: string; label: string; value: string; hint: string }) {
  return (
    <label className="field">
      {label}
      <input type="search" name={name} defaultValue={value} maxLength={200} placeholder={hint} autoComplete="off" />
    </label>
  )
}

/** A number of users that no option names stands among them all the same. */
function sizesWith(users: number | undefined): [string, string][] {
  const numbers = new Set<number>(sizeLinks.map((size) => size.users))
  if (users !== undefined) numbers.add(users)
  return [...numbers].sort((one, other) => one - other).map((number) => [String(number), usersInWords(number)])
}

/** A plain form: what is chosen stands in the address afterwards. */
export function IndexFilter({
  filters,
  by,
  topics,
}: {
  filters: IndexFilters
  by: IndexOrder
  topics: readonly TopicName[]
}) {
  const { topic = '', status = '', scale = '', q = '', users } = filters
  return (
    <form className="index-filter" action="/failures" aria-label="Narrow the index">
      <Words name="q" label="Words" value={q} hint="retries, invoice, lock" />
      <Words name="scale" label="Words of the scale" value={scale} hint="10k rows, first crash" />
      <Choice
        name="topic"
        label="Topic"
        value={topic}
        options={[['', 'All topics'], ...topics.map(({ slug, name }): [string, string] => [slug, name])]}
      />
      <Choice
        name="status"
        label="Status"
        value={status}
        options={[
          ['', 'Held and open'],
          ['held', 'Held'],
          ['open', 'Open'],
        ]}
      />
      <Choice
        name="users"
        label="Can bite at"
        value={users === undefined ? '' : String(users)}
        options={[['', 'Any size'], ...sizesWith(users)]}
      />
      {by === 'date' && <input type="hidden" name="by" value="date" />}
      <button className="button" type="submit">
        Narrow
      </button>
    </form>
  )
}
