import { LRUCache } from 'lru-cache'

/** What a piece of code is. `null` is plain. */
export const tokenKinds = ['comment', 'string', 'number', 'keyword', 'function', 'type', 'inserted', 'deleted'] as const
type TokenKind = (typeof tokenKinds)[number]

/** A piece of one line of code. Neighbours are of different kinds. */
export type Token = { text: string; kind: TokenKind | null }

/** Lines of code as tokens; null for a language that is not known, and for code too long to look at. */
export type Highlight = (code: string, language: string) => Token[][] | null

/** Where the patterns of languages would take seconds: very long code, and what opens without end. */
const most = { characters: 20_000, line: 400, depth: 60, elements: 200 }
const endless = /([^\w\s])\1{149}/

/** Whether more opens than closes, in brackets or, until the statement ends, in the angles of types and elements. */
function isTooDeep(code: string): boolean {
  let [depth, angles] = [0, 0]
  for (let at = 0; at < code.length; at += 1) {
    const character = code.charAt(at)
    if ('([{'.includes(character)) depth += 1
    else if (')]}'.includes(character)) depth = Math.max(0, depth - 1)
    if (character === '<' && /[\w>]/.test(code.charAt(at + 1))) angles += 1
    else if (character === '>' && code[at - 1] !== '=') angles = Math.max(0, angles - 1)
    else if (';{}'.includes(character)) angles = 0
    if (depth > most.depth || angles > most.depth) return true
  }
  return endless.test(code)
}

/** Whether more elements open than end; only these languages have elements among their code. */
function hasOpenElements(code: string, language: string): boolean {
  if (!/^(?:tsx|jsx|javascript|js|mjs|cjs)$/.test(language)) return false
  let open = 0
  for (const [sign] of code.matchAll(/<\/|\/>|<(?=[\w>])/g)) {
    open = Math.max(0, open + (sign === '<' ? 1 : -1))
    if (open > most.elements) return true
  }
  return false
}

// Later and more exact scopes win, as in every TextMate theme.
const scopes: Record<TokenKind | 'plain', string[]> = {
  comment: ['comment', 'punctuation.definition.comment'],
  string: ['string', 'punctuation.definition.string', 'string punctuation', 'constant.character'],
  number: ['constant.numeric', 'constant.language', 'constant.other', 'support.constant', 'constant.character.escape'],
  keyword: [
    ...['keyword', 'storage', 'keyword.operator.new', 'keyword.operator.expression', 'keyword.operator.logical.python'],
    ...['punctuation.definition.heredoc', 'variable.language'],
  ],
  function: ['entity.name.function', 'support.function', 'entity.name.command', 'entity.name.method'],
  type: [
    ...['entity.name.type', 'entity.name.class', 'support.type', 'support.class', 'entity.name.tag'],
    ...['entity.other.attribute-name', 'support.type.property-name', 'string support.type.property-name'],
    ...['support.type.property-name punctuation', 'variable.other.normal.shell', 'meta.object-literal.key'],
  ],
  inserted: ['markup.inserted', 'punctuation.definition.inserted'],
  deleted: ['markup.deleted', 'punctuation.definition.deleted'],
  plain: [
    'keyword.operator',
    'meta.template.expression',
    'meta.template.expression punctuation',
    'meta.embedded',
    'punctuation.separator',
  ],
}

/** A colour for each kind, by which it is known again; it is never shown. */
const colourOf = (index: number): string => `#${(index + 1).toString(16).padStart(6, '0')}`

const theme = {
  name: 'kinds',
  type: 'light' as const,
  fg: '#000000',
  bg: '#ffffff',
  settings: [
    { settings: { foreground: '#000000' } },
    { scope: scopes.plain, settings: { foreground: '#000000' } },
    ...tokenKinds.map((kind, index) => ({ scope: scopes[kind], settings: { foreground: colourOf(index) } })),
  ],
}

const kindByColour = new Map<string, TokenKind>(tokenKinds.map((kind, index) => [colourOf(index), kind]))

const load = async (): Promise<Highlight> => {
  const [{ createHighlighterCoreSync }, { createJavaScriptRegexEngine }, ...modules] = await Promise.all([
    import('@shikijs/core'),
    import('@shikijs/engine-javascript'),
    import('@shikijs/langs/sql'),
    import('@shikijs/langs/typescript'),
    import('@shikijs/langs/javascript'),
    import('@shikijs/langs/tsx'),
    import('@shikijs/langs/json'),
    import('@shikijs/langs/yaml'),
    import('@shikijs/langs/bash'),
    import('@shikijs/langs/http'),
    import('@shikijs/langs/nginx'),
    import('@shikijs/langs/python'),
    import('@shikijs/langs/solidity'),
    import('@shikijs/langs/go'),
    import('@shikijs/langs/rust'),
    import('@shikijs/langs/diff'),
    import('@shikijs/langs/dockerfile'),
    import('@shikijs/langs/hcl'),
    import('@shikijs/langs/toml'),
    import('@shikijs/langs/ini'),
    import('@shikijs/langs/css'),
    import('@shikijs/langs/graphql'),
    import('@shikijs/langs/proto'),
    import('@shikijs/langs/java'),
    import('@shikijs/langs/c'),
  ])
  const highlighter = createHighlighterCoreSync({
    themes: [theme],
    langs: modules.map((module) => module.default),
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  })
  const known = new Set(highlighter.getLoadedLanguages())
  // No limit of time: the same code must be the same tokens on a busy machine.
  const options = { theme: theme.name, tokenizeMaxLineLength: most.line, tokenizeTimeLimit: 0 }
  return (code, language) => {
    if (!known.has(language) || code.length > most.characters) return null
    if (isTooDeep(code) || hasOpenElements(code, language)) return null
    return highlighter.codeToTokensBase(code, { lang: language, ...options }).map((line) => {
      const tokens: Token[] = []
      for (const { content: text, color } of line) {
        const kind = kindByColour.get(color?.toLowerCase() ?? '') ?? null
        const last = tokens.at(-1)
        if (last && (last.kind === kind || text.trim() === '')) last.text += text
        else tokens.push({ text, kind })
      }
      return tokens
    })
  }
}

let loading: Promise<Highlight> | null = null

/** Highlights code; the languages are loaded with the first call, and what was highlighted before is remembered. */
export async function highlighter(): Promise<Highlight> {
  loading ??= load().then((highlight) => {
    const remembered = new LRUCache<string, { tokens: Token[][] | null }>({
      maxSize: 4_000_000,
      sizeCalculation: (_, key) => key.length + 1,
    })
    return (code, language) => {
      const key = `${language}\n${code}`
      const known = remembered.get(key) ?? { tokens: highlight(code, language) }
      remembered.set(key, known)
      return known.tokens
    }
  })
  return loading
}
