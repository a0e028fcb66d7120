import { type Line, labelOf, most, name, Refusal, refuseDirectives } from './line.ts'

const declared = new RegExp(`^(participant|actor)\\s+(${name})(?:\\s+as\\s+(.+))?$`, 'u')
const message = new RegExp(`^(${name})\\s*(-->>|->>|--\\)|-\\))\\s*([+-]?)\\s*(${name})\\s*:(.*)$`, 'u')
const note = new RegExp(`^note\\s+(left of|right of|over)\\s+(${name})(?:\\s*,\\s*(${name}))?\\s*:(.+)$`, 'iu')
const block = /^(loop|alt|opt|par|critical|break)\b\s*(.*)$/
const divider = /^(else|and|option)\b\s*(.*)$/
const dividerOf: Record<string, string> = { alt: 'else', par: 'and', critical: 'option' }

const refused: [RegExp, string][] = [
  [/^autonumber\b/, 'numbers are not drawn; write them into the messages'],
  [/^(?:activate|deactivate)\b/, 'write it at the message: A->>+B: words begins, B-->>-A: words ends'],
  [/^(?:create|destroy)\b/, 'participants stand from the first line to the last; take this out'],
  [/^(?:rect|box)\b/, 'colours are those of the site; take this out, and its end'],
  [
    new RegExp(`^${name}\\s*(?:<<-?->>|-?-x|--?>(?!>))`, 'u'),
    'messages are ->> and -->> (answers), or -) and --) (nobody waits)',
  ],
  [new RegExp(`^${name}\\s*(?:-->>|->>|--\\)|-\\))\\s*[+-]?\\s*${name}\\s*$`, 'u'), 'say what is sent: A->>B: words'],
]

type Open = { kind: string; line: Line; messages: number }

class Sequence {
  readonly people = new Map<string, string>()
  readonly active = new Map<string, number>()
  readonly open: Open[] = []
  readonly out: string[] = []
  messages = 0

  person(key: string, line: Line, label = labelOf(key, line, 16), kind = 'participant'): string {
    const known = this.people.get(key)
    if (known) return known
    const id = `p${this.people.size + 1}`
    this.people.set(key, id)
    if (this.people.size > most.participants) {
      throw new Refusal(line, `more than ${most.participants} participants cannot be read; make two diagrams of it`)
    }
    this.out.splice(this.people.size - 1, 0, `${kind} ${id} as ${label}`)
    return id
  }

  say([, from = '', sign = '', mark = '', to = '', words = '']: RegExpExecArray, line: Line): void {
    const change = mark === '+' ? to : mark === '-' ? from : null
    const count = (this.active.get(change ?? '') ?? 0) + (mark === '-' ? -1 : 1)
    if (count < 0) throw new Refusal(line, `“${from}” is not active here; begin it with ->>+${from}`)
    if (change !== null) this.active.set(change, count)
    this.out.push(`${this.person(from, line)}${sign}${mark}${this.person(to, line)}: ${labelOf(words, line, 30)}`)
    this.messages += 1
    if (this.messages > most.messages) {
      throw new Refusal(line, `more than ${most.messages} messages cannot be read; make two diagrams of it`)
    }
  }

  divide(kind: string, words: string, line: Line): void {
    const last = this.open.at(-1)
    if (!last || dividerOf[last.kind] !== kind) {
      const owner = Object.keys(dividerOf).find((key) => dividerOf[key] === kind)
      throw new Refusal(line, `“${kind}” stands inside “${owner}” alone`)
    }
    this.out.push(`${kind === 'option' ? 'else' : kind} ${words ? labelOf(words, line, 40) : ''}`.trim())
  }

  close(line: Line): void {
    const last = this.open.pop()
    if (!last) throw new Refusal(line, 'there is nothing to end here')
    if (last.messages === this.messages) throw new Refusal(last.line, `no message stands in this “${last.kind}”`)
    this.out.push('end')
  }
}

/**
 * A sequence diagram as the renderer takes it; participants first.
 * @throws Refusal
 */
export function sequenceOf([first, ...lines]: [Line, ...Line[]]): string {
  const all = new Sequence()
  for (const line of lines) {
    const [person, sent, noted, opened, divided] = [declared, message, note, block, divider].map((form) =>
      form.exec(line.text),
    )
    if (sent) all.say(sent, line)
    else if (person) {
      const [, kind, key = '', label] = person
      if (all.people.has(key))
        throw new Refusal(line, `“${key}” is there already; name participants once, above the messages`)
      all.person(key, line, labelOf(label ?? key, line, 16), kind)
    } else if (noted) {
      const [, place = '', one = '', other, words = ''] = noted
      if (other && place.toLowerCase() !== 'over') throw new Refusal(line, 'a note beside stands at one participant')
      const who = [one, ...(other ? [other] : [])].map((key) => all.person(key, line))
      all.out.push(`Note ${place.toLowerCase()} ${who.join(',')}: ${labelOf(words, line, 24)}`)
    } else if (line.text === 'end') all.close(line)
    else if (opened) {
      const [, kind = '', words = ''] = opened
      all.open.push({ kind, line, messages: all.messages })
      all.out.push(`${kind} ${words ? labelOf(words, line, 40) : ''}`.trim())
    } else if (divided) all.divide(divided[1] ?? '', divided[2] ?? '', line)
    else {
      refuseDirectives(line)
      const [, why] = refused.find(([form]) => form.test(line.text)) ?? []
      throw new Refusal(line, why ?? `“${line.text.slice(0, 30)}” is not understood; messages are A->>B: words`)
    }
  }
  const unclosed = all.open.at(-1)
  if (unclosed) throw new Refusal(unclosed.line, `this “${unclosed.kind}” is not ended; write end below its last line`)
  if (all.messages === 0) throw new Refusal(first, 'the diagram is empty; write A->>B: words below its first line')
  return ['sequenceDiagram', ...all.out].join('\n')
}
