import type { ContainerDirective } from 'mdast-util-directive'
import { dayOf, given, type Json, textOf } from './lexical-json.ts'
import { BodyError } from './lexical-limits.ts'
import type { Reading } from './lexical-phrasing.ts'

/** A break or a hold; its `status` is derived by whoever has seen all holds. @throws BodyError */
export function readFinding(kind: 'break' | 'hold', fields: Json, path: string, reading: Reading): ContainerDirective {
  const children = reading.blocksIn(fields.body, path, 'finding')
  return {
    type: 'containerDirective',
    name: kind,
    attributes: readAttributes(kind, fields, path),
    children: children as ContainerDirective['children'],
  }
}

function readAttributes(kind: 'break' | 'hold', fields: Json, path: string): Record<string, string> {
  const id = fields.findingId
  if (typeof id !== 'string' || !(kind === 'break' ? /^b[1-9][0-9]{0,3}$/ : /^h[1-9][0-9]{0,3}$/).test(id)) {
    throw new BodyError(path, 'it has no id yet; save the article, which gives it one')
  }
  const title = textOf(fields, 'title', path)
  if (title === null) throw new BodyError(path, 'it has no title; say in one line what breaks or what holds')
  const text = (name: string) => textOf(fields, name, path)
  return kind === 'break'
    ? given({ id, title, shows: text('shows'), scale: text('scale'), cost: text('cost') })
    : given({
        id,
        answers: readAnswers(fields.answers, path),
        title,
        cost: text('cost'),
        verified: dayOf(fields, 'verifiedSince', path),
      })
}

function readAnswers(value: unknown, path: string): string | null {
  if (value === undefined || value === null) return null
  if (!Array.isArray(value)) throw new BodyError(path, '“answers” is not a list of ids such as b1')
  const ids = value.map((id: unknown) => {
    if (typeof id === 'string' && /^b[1-9][0-9]{0,3}$/.test(id.trim())) return id.trim()
    throw new BodyError(path, `“${String(id).slice(0, 20)}” is not the id of a break; use ids such as b1`)
  })
  return ids.length === 0 ? null : [...new Set(ids)].join(' ')
}
