import { readFileSync } from 'node:fs'
import { findSourceMap, SourceMap } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One function of a V8 profile, as the inspector gives it. */
type ProfileNode = {
  id: number
  callFrame: { functionName: string; url: string; lineNumber: number; columnNumber: number }
}
export type CpuProfile = { nodes: ProfileNode[]; samples: number[]; timeDeltas: number[] }

/** Self time of an area or a function, ms. */
export type Share = { name: string; ms: number }

const rooms = /^(app|bench|collections|components|payload|platform|publication|migrations|server\.ts)(?=\/|$)/
/** Packages of one family under one name. */
const families: [RegExp, string][] = [
  [/^(react|react-dom|scheduler)$/, 'react'],
  [/^(lexical|@lexical\/.*|@payloadcms\/richtext-lexical)$/, 'lexical'],
  // Drizzle's own maps name its files `node_modules/src/…`.
  [/^(drizzle-orm|@payloadcms\/drizzle|@payloadcms\/db-postgres|src)$/, 'drizzle'],
  [/^(pg|pg-.*|postgres-.*)$/, 'pg'],
  [/^(@payloadcms\/.*|payload)$/, 'payload'],
  [/^(mdast-.*|micromark.*|hast-.*|unist-.*|unified|vfile.*|property-information)$/, 'unified'],
]

/** The area of a source file: a package or its family, a room of ours with its module, or Node itself. */
export function areaOf(source: string): string {
  if (source === '' || source.startsWith('node:')) return source === '' ? 'V8 and native code' : 'node'
  if (/next-server\/app-(page|route).*\.runtime/.test(source)) return 'next runtime, react in it'
  const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1]
  if (name) return families.find(([pattern]) => pattern.test(name))?.[1] ?? name
  if (!rooms.test(source)) return 'bundle without a source map'
  return `ours: ${source.split('/').slice(0, 2).join('/')}`
}

type Place = { source: string; line: number }

/** Finds the source behind a place in the built code, by the map that lies beside it. */
export function sourceFinder(root: string): (url: string, line: number, column: number) => Place {
  const maps = new Map<string, SourceMap | null>()
  const mapOf = (file: string): SourceMap | null => {
    const known = maps.get(file)
    if (known !== undefined) return known
    let found: SourceMap | null = findSourceMap(file) ?? null
    try {
      found ??= new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')))
    } catch {
      // Not built: the file is its own source.
    }
    maps.set(file, found)
    return found
  }
  const named = (source: string, file: string) => {
    const plain = decodeURIComponent(source)
      .replace(/^turbopack:\/\/\/?(\[project\]\/)?/, '')
      .replace(/^file:\/\//, '')
    const full = plain.startsWith('..') ? resolve(dirname(file), plain) : plain
    return full.startsWith('/') ? relative(root, full) : full
  }
  return (url, line, column) => {
    if (!url.startsWith('file:') && !url.startsWith('/')) return { source: url, line }
    const file = url.startsWith('file:') ? fileURLToPath(url) : url
    const entry = file.startsWith(join(root, '.next')) ? mapOf(file)?.findEntry(line, column) : undefined
    const { originalSource, originalLine } = (entry ?? {}) as { originalSource?: string; originalLine?: number }
    if (originalSource) return { source: named(originalSource, file), line: originalLine ?? 0 }
    return { source: relative(root, file), line }
  }
}

const special = new Set(['(idle)', '(program)', '(garbage collector)', '(root)'])

/** A sample stands for no more than this: beyond it another process had the processor; µs. */
const mostUs = 500

/** Self time by area and by function, most first. Idle time is left out. */
export function sumUp(profile: CpuProfile, find: (url: string, line: number, column: number) => Place) {
  const selfUs = new Map<number, number>()
  for (const [at, id] of profile.samples.entries())
    selfUs.set(id, (selfUs.get(id) ?? 0) + Math.min(profile.timeDeltas[at] ?? 0, mostUs))
  const areas = new Map<string, number>()
  const functions = new Map<string, number>()
  for (const { id, callFrame } of profile.nodes) {
    const ms = (selfUs.get(id) ?? 0) / 1_000
    const { functionName, url, lineNumber, columnNumber } = callFrame
    if (ms === 0 || functionName === '(idle)') continue
    const { source, line } = find(url, lineNumber, columnNumber)
    const area = special.has(functionName) ? functionName : areaOf(source)
    const name = special.has(functionName) ? functionName : `${functionName || '(anonymous)'} ${source}:${line + 1}`
    areas.set(area, (areas.get(area) ?? 0) + ms)
    functions.set(name, (functions.get(name) ?? 0) + ms)
  }
  const sorted = (all: Map<string, number>): Share[] =>
    [...all].map(([name, ms]) => ({ name, ms })).sort((a, b) => b.ms - a.ms)
  return { areas: sorted(areas), functions: sorted(functions) }
}
