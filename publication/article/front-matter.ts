import { type Document, isCollection, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import { z } from 'zod'
import { lineOf } from './grammar.ts'
import { articleIdSchema, slugSchema } from './schema.ts'

/** What the front matter of an article's file says. `line` is 1-based within the YAML. */
export type FrontMatterIssue = { line: number; reason: string }

const text = (most: number) =>
  z
    .string()
    .refine((value) => lineOf(value).clean, 'has control characters or broken characters; type that text again')
    .transform((value) => lineOf(value).text.trim())
    .pipe(z.string().min(1, 'is empty; write some words').max(most, `has more than ${most} characters; shorten it`))

const slugs = z.array(slugSchema).min(1, 'needs at least one slug, as in [scale]')

const callFields = { decision: 220, holdsWhen: 400, skipWhen: 400, costOfWrong: 400, undo: 400 }
const call = z.strictObject({
  decision: text(callFields.decision),
  holdsWhen: text(callFields.holdsWhen),
  skipWhen: text(callFields.skipWhen),
  costOfWrong: text(callFields.costOfWrong),
  undo: text(callFields.undo),
})

/** What an article's own address says of it besides: it follows from the rest, so that it is read over. */
const saidThere = new Set(['url', 'modifiedAt', 'edition', 'digest', 'licence', 'breaks', 'holds'])

const withoutSaid = (given: object): object =>
  Object.fromEntries(Object.entries(given).filter(([key]) => !saidThere.has(key)))

/** The keys of the front matter, in the order in which they are written. */
export const frontMatterSchema = z.strictObject({
  title: text(300),
  deck: text(600),
  slug: slugSchema,
  id: articleIdSchema.optional(),
  topics: slugs,
  authors: slugs,
  publishedAt: z.iso
    .datetime({ offset: true, error: 'is not a time; write 2026-09-08T08:00:00Z' })
    .transform((value) => new Date(value).toISOString())
    .optional(),
  status: z.literal('draft', { error: 'is draft, or not written at all' }).optional(),
  call: call.optional(),
  takeaways: z.array(text(400)).max(7, 'has more than seven entries; keep the best').default([]),
  seo: z.strictObject({ title: text(70).optional(), description: text(200).optional() }).optional(),
  cover: z
    .strictObject({ variant: z.number().int().min(0).max(99).optional(), calm: z.boolean().optional() })
    .optional(),
})

export type FrontMatter = z.infer<typeof frontMatterSchema>

const forms: Record<string, string> = {
  string: 'text; put it in quotes',
  array: 'a list, as in [scale]',
  object: 'a list of keys, each on an indented line of its own',
  number: 'a number',
  boolean: 'true or false',
}

const wordsFor = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((key) => `“${key.slice(0, 40)}”`).join(', ')
    return `${keys} is not known; delete it or look for a slip of the pen`
  }
  if (issue.code !== 'invalid_type') return issue.message
  if (issue.input === undefined) return 'is missing; add it'
  const form = Object.hasOwn(forms, issue.expected) ? forms[issue.expected] : undefined
  return `should be ${form ?? issue.expected}`
}

function lineAt(document: Document, lines: LineCounter, path: PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true)
    const start = isScalar(node) || isCollection(node) ? node.range?.[0] : undefined
    if (start !== undefined) return lines.linePos(start).line
  }
  return 1
}

/** Where a key is written that the schema does not know. */
function lineOfKey(document: Document, lines: LineCounter, path: PropertyKey[], key: string): number {
  let line = lineAt(document, lines, path)
  const map = path.length === 0 ? document.contents : document.getIn(path, true)
  visit(document, {
    Pair: (_, pair, parents) => {
      if (parents.at(-1) !== map || !isScalar(pair.key) || pair.key.value !== key) return undefined
      line = lines.linePos(pair.key.range?.[0] ?? 0).line
      return visit.BREAK
    },
  })
  return line
}

/** Reads front matter: YAML 1.2 core without tags, anchors and aliases, then the schema. The first issue of many. */
export function frontMatterOf(yaml: string): { value: FrontMatter } | { issue: FrontMatterIssue } {
  const lines = new LineCounter()
  const document = parseDocument(yaml, { lineCounter: lines, schema: 'core', stringKeys: true, uniqueKeys: true })
  const [broken] = [...document.errors, ...document.warnings]
  if (broken) {
    const reason = `the YAML cannot be read: ${broken.message.split('\n')[0]?.replace(/ at line .*$/, '')}`
    return { issue: { line: lines.linePos(broken.pos[0]).line, reason } }
  }
  let odd: number | undefined
  visit(document, {
    Value: (_, node) => {
      if (node.anchor || node.tag) odd ??= node.range?.[0]
    },
    Alias: (_, node) => {
      odd ??= node.range?.[0]
    },
  })
  if (odd !== undefined) {
    return {
      issue: { line: lines.linePos(odd).line, reason: 'tags, anchors and aliases are not accepted; write it out' },
    }
  }
  const given: unknown = document.toJS({ maxAliasCount: 0 })
  const own = given !== null && typeof given === 'object' && !Array.isArray(given) ? withoutSaid(given) : given
  const parsed = frontMatterSchema.safeParse(own, { reportInput: true })
  if (parsed.success) return { value: parsed.data }
  // A key that is not known explains the one that is missing.
  const { issues } = parsed.error
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]
  const path = issue?.path ?? []
  const key = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const line = key === undefined ? lineAt(document, lines, path) : lineOfKey(document, lines, path, key)
  const name = path.map(String).join('.') || 'the front matter'
  return { issue: { line, reason: `${name}: ${issue ? wordsFor(issue) : 'cannot be read'}` } }
}
