import type { Element, ElementContent } from 'hast'
import { element, findingName, textNode } from './hast-blocks.ts'
import type { Finding } from './schema.ts'

const linksTo = (ids: string[]): ElementContent[] =>
  ids.flatMap((id, index) => [
    ...(index > 0 ? [textNode(', ')] : []),
    element('a', { href: `#${id}` }, [textNode(findingName(id))]),
  ])

const fact = (term: string, value: ElementContent[]): Element[] =>
  value.length > 0 ? [element('dt', {}, [textNode(term)]), element('dd', {}, value)] : []

const words = (text: string | null): ElementContent[] => (text ? [textNode(text)] : [])

const months = 'January February March April May June July August September October November December'.split(' ')

function day(date: string | null): ElementContent[] {
  if (!date) return []
  const [year, month, of] = date.split('-').map(Number)
  return [element('time', { dateTime: date }, [textNode(`${of} ${months[(month ?? 1) - 1]} ${year}`)])]
}

function factsOf(finding: Finding): Element[] {
  if (finding.kind === 'hold') {
    return [
      ...fact('Answers', linksTo(finding.answers)),
      ...fact('Cost', words(finding.cost)),
      ...fact('Verified since', day(finding.verifiedSince)),
    ]
  }
  const status = finding.status === 'open' ? fact('Status', words('Open: no hold answers it')) : []
  return [
    ...fact('Shows', words(finding.shows)),
    ...fact('Scale', words(finding.scale)),
    ...fact('Cost', words(finding.cost)),
    ...fact('Held by', linksTo(finding.heldBy)),
    ...status,
  ]
}

/** A break or a hold: its label, its title, its facts, then its text. */
export function findingSection(finding: Finding, children: ElementContent[]): Element {
  const facts = factsOf(finding)
  const properties = {
    id: finding.id,
    className: ['finding', finding.kind],
    dataKind: finding.kind,
    ...(finding.kind === 'break' && { dataStatus: finding.status }),
  }
  return element('section', properties, [
    element('p', { className: ['finding-label'] }, [textNode(findingName(finding.id))]),
    element('h3', { className: ['finding-title'] }, [textNode(finding.title)]),
    ...(facts.length > 0 ? [element('dl', {}, facts)] : []),
    ...children,
  ])
}
