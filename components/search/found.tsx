import type { FoundGroup, SearchItem } from '#publication/edition/index.ts'
import { Day } from '../day.tsx'
import { BreakMark, HoldMark } from '../marks.tsx'
import { searchPath } from './search-state.ts'
import { groupTitle, restTitle } from './search-words.ts'

/** Words in parts, those that were asked for marked. */
function Marked({ parts }: { parts: SearchItem['excerpt'] }) {
  return parts.map(({ text, isMatch }, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no other name
    isMatch ? <mark key={at}>{text}</mark> : text,
  )
}

const textOf = (parts: SearchItem['excerpt']): string => parts.map(({ text }) => text).join('')

type Of<Kind extends SearchItem['kind']> = Extract<SearchItem, { kind: Kind }>

function FindingHit({ item }: { item: Of<'finding'> }) {
  const { id, finding, status, path, article, excerpt, titleParts } = item
  const isOpen = status === 'open'
  return (
    <li className={isOpen ? 'hit hit-open' : 'hit'}>
      <p className={finding === 'break' ? 'hit-kind' : 'hit-kind hit-hold'}>
        {finding === 'break' ? <BreakMark /> : <HoldMark />}
        {finding === 'break' ? 'Break' : 'Hold'}
        {status !== null && <span className="hit-status">{isOpen ? 'Open: no hold that we trust yet' : 'Held'}</span>}
      </p>
      <h3>
        <a href={path}>
          <Marked parts={titleParts} />
        </a>
      </h3>
      {textOf(excerpt) !== textOf(titleParts) && (
        <p className="hit-text">
          <Marked parts={excerpt} />
        </p>
      )}
      <p className="hit-places">
        <a href={article.path}>{article.title}</a>
        <a href={`/failures/${article.slug}.${id}`} aria-label={`Share this ${finding}: ${item.title}`}>
          Share this {finding}
        </a>
      </p>
    </li>
  )
}

/** What has a page of its own: an article with its day, or a topic. */
function PageHit({ item }: { item: Of<'article'> | Of<'topic'> }) {
  return (
    <li className="hit">
      <h3>
        <a href={item.path}>
          <Marked parts={item.titleParts} />
        </a>
      </h3>
      <p className="hit-text">
        <Marked parts={item.excerpt} />
      </p>
      {item.kind === 'article' && (
        <p className="note">
          <Day iso={item.publishedAt} />
        </p>
      )}
    </li>
  )
}

const Hit = ({ item }: { item: SearchItem }) =>
  item.kind === 'finding' ? <FindingHit item={item} /> : <PageHit item={item} />

const keyOf = (item: SearchItem): string => `${item.kind} ${item.path}`

/** What was found of one kind, and where the rest of it is. */
export function FoundList({ group, q }: { group: FoundGroup; q: string }) {
  const titleId = `page_${group.kind}s`
  return (
    <section className="hits" aria-labelledby={titleId}>
      <h2 id={titleId}>{groupTitle(group)}</h2>
      <div>
        <ol>
          {group.items.map((item) => (
            <Hit key={keyOf(item)} item={item} />
          ))}
        </ol>
        {group.next !== null && (
          <p className="onward">
            <a className="button" rel="next" href={searchPath(q, { kind: group.kind, after: group.next })}>
              {restTitle(group)}
            </a>
          </p>
        )}
      </div>
    </section>
  )
}
