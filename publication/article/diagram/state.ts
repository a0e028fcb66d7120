import { type Line, labelOf, most, name, type Order, Refusal, refuseDirectives } from './line.ts'

const direction = /^direction\s+(TB|TD|BT|LR|RL)$/
const opening = new RegExp(`^state\\s+(?:"([^"]+)"\\s+as\\s+)?(${name})\\s*\\{$`, 'u')
const alias = new RegExp(`^state\\s+(?:"([^"]+)"\\s+as\\s+)?(${name})$`, 'u')
const change = new RegExp(`^(\\[\\*\\]|${name})\\s*-->\\s*(\\[\\*\\]|${name})\\s*(?::(.+))?$`, 'u')
const described = new RegExp(`^(${name})\\s*:(.+)$`, 'u')
const bare = new RegExp(`^(${name})$`, 'u')

type Scope = {
  id: string | null
  direction: string | null
  states: string[]
  inner: Scope[]
  changes: string[]
  line: Line
}

const scopeAt = (line: Line, id: string | null): Scope => ({
  id,
  direction: null,
  states: [],
  inner: [],
  changes: [],
  line,
})

class States {
  readonly labels = new Map<string, string>()
  readonly homes = new Map<string, Scope>()
  readonly numbers = new Map<string, string>()
  readonly composites = new Set<string>()
  links = 0

  state(key: string, scope: Scope, line: Line): string {
    const home = this.homes.get(key)
    if (this.composites.has(key)) return this.number(key)
    // Seen outside first, it still belongs to the state in which it is named.
    if (!home || (home.id === null && scope.id !== null)) {
      if (home) home.states.splice(home.states.indexOf(key), 1)
      this.homes.set(key, scope)
      scope.states.push(key)
    } else if (scope.id !== null && home !== scope) {
      throw new Refusal(line, `“${key}” stands in two states; give one of them another name`)
    }
    return this.number(key)
  }

  number(key: string): string {
    const known = this.numbers.get(key) ?? `s${this.numbers.size + 1}`
    this.numbers.set(key, known)
    return known
  }

  name(key: string, words: string | undefined, line: Line): void {
    if (words !== undefined) this.labels.set(key, labelOf(words, line))
  }

  lines(scope: Scope, order: Order): string[] {
    const label = (key: string) => this.labels.get(key) ?? labelOf(key, scope.line)
    if (scope.id !== null && scope.states.length === 0 && scope.inner.length === 0 && scope.changes.length === 0) {
      throw new Refusal(scope.line, 'this state is empty; put states into it or take the braces away')
    }
    return [
      ...(scope.direction ? [`direction ${scope.direction}`] : []),
      ...scope.inner.flatMap((inner) => [
        `state "${label(inner.id ?? '').replaceAll('<br>', ' ')}" as ${this.number(inner.id ?? '')} {`,
        ...this.lines(inner, order),
        '}',
      ]),
      ...order(scope.states).map((key) => `state "${label(key)}" as ${this.number(key)}`),
      ...scope.changes,
    ]
  }
}

function refuse(line: Line): never {
  refuseDirectives(line)
  const { text } = line
  if (/^note\b/i.test(text)) throw new Refusal(line, 'notes are not drawn; put it into the description')
  if (text.includes('<<')) throw new Refusal(line, 'forks, joins and choices are not drawn; name the state in words')
  if (text === '--') throw new Refusal(line, 'states side by side are not drawn; make two diagrams of it')
  throw new Refusal(line, `“${text.slice(0, 30)}” is not understood; changes are A --> B: words`)
}

/**
 * A state diagram as the renderer takes it: states first, each once with its label and where it stands.
 * @throws Refusal
 */
export function statesOf([first, ...lines]: [Line, ...Line[]], order: Order): string {
  const all = new States()
  const root = scopeAt(first, null)
  const open = [root]
  const scope = () => open.at(-1) ?? root
  // A state that has states inside is known as such before anything leads to it.
  for (const { text } of lines) {
    const key = opening.exec(text)?.[2]
    if (key) all.composites.add(key)
  }
  for (const line of lines) {
    const [opened, named, changed, told, only, turned] = [opening, alias, change, described, bare, direction].map(
      (form) => form.exec(line.text),
    )
    if (turned) scope().direction = turned[1] ?? null
    else if (opened) {
      const [, words, key = ''] = opened
      if (all.homes.has(key)) throw new Refusal(line, `“${key}” has its states above; write them in one place`)
      const inner = scopeAt(line, key)
      all.homes.set(key, scope())
      all.name(key, words, line)
      scope().inner.push(inner)
      open.push(inner)
      if (open.length > most.depth) {
        throw new Refusal(line, `more than ${most.depth - 1} states one in another cannot be read; take some out`)
      }
    } else if (line.text === '}') {
      if (open.length === 1) throw new Refusal(line, 'there is no state to close here')
      open.pop()
    } else if (named) {
      const [, words, key = ''] = named
      all.state(key, scope(), line)
      all.name(key, words, line)
    } else if (changed) {
      const [from = '', to = ''] = changed
        .slice(1, 3)
        .map((key) => (key === '[*]' ? key : all.state(key ?? '', scope(), line)))
      const words = changed[3]?.trim()
      scope().changes.push(`${from} --> ${to}${words ? ` : ${labelOf(words, line, 22)}` : ''}`)
      all.links += 1
    } else if (told) {
      const [, key = '', words = ''] = told
      all.state(key, scope(), line)
      all.name(key, words, line)
    } else if (only) all.state(only[1] ?? '', scope(), line)
    else refuse(line)
    if (all.numbers.size > most.nodes || all.links > most.links) {
      throw new Refusal(
        line,
        `more than ${most.nodes} states or ${most.links} changes cannot be read; make two diagrams`,
      )
    }
  }
  if (open.length > 1) throw new Refusal(scope().line, 'this state is not closed; write } below its last line')
  if (all.numbers.size === 0 && root.inner.length === 0)
    throw new Refusal(first, 'the diagram is empty; write [*] --> Begun below its first line')
  return ['stateDiagram-v2', ...all.lines(root, order)].join('\n')
}
