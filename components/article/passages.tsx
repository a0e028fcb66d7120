import type { Passage } from '#publication/article/index.ts'

type Part = Passage['parts'][number]

/** A piece of an unchanged run that is longer than this keeps its ends. */
const keptLength = 220
const end = 80

function shortened(text: string, isFirst: boolean, isLast: boolean): string {
  if (text.length <= keptLength) return text
  const head = isFirst ? '' : text.slice(0, text.indexOf(' ', end))
  const tail = isLast ? '' : text.slice(text.lastIndexOf(' ', text.length - end))
  return `${head} … ${tail}`
}

function Words({ part, isFirst, isLast }: { part: Part; isFirst: boolean; isLast: boolean }) {
  if (part.change === 'kept') return shortened(part.text, isFirst, isLast)
  const Tag = part.change === 'added' ? 'ins' : 'del'
  return (
    <Tag>
      <span className="unseen">{part.change === 'added' ? ' put in: ' : ' taken out: '}</span>
      {part.text}
      <span className="unseen"> (end) </span>
    </Tag>
  )
}

/** Passages that are not as they were: what was taken out is struck through, what was put in is underlined. */
export function Passages({ passages }: { passages: readonly Passage[] }) {
  return (
    <ol className="passages">
      {passages.map(({ place, parts }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two passages may be alike, and their order never changes
        <li key={index}>
          <b>{place || 'Opening'}</b>
          <p>
            {parts.map((part, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <Words key={at} part={part} isFirst={at === 0} isLast={at === parts.length - 1} />
            ))}
          </p>
        </li>
      ))}
    </ol>
  )
}
