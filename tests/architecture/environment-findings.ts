import type { SourceFile } from './tree.ts'

/** Names of variables that an example file sets, commented out or not. */
export function variablesInExample(text: string): string[] {
  return [...text.matchAll(/^(?:# )?([A-Z][A-Z0-9_]+)=/gm)].flatMap(([, name]) => name ?? [])
}

/**
 * Names of variables that a document explains: each stands at the start of a table row or of a list item, in
 * backticks, as in "| `PORT` | … |".
 */
export function variablesInDocument(text: string): string[] {
  return [...text.matchAll(/^[ \t]*(?:\||[-*]) *`([A-Z][A-Z0-9_]+)`/gm)].flatMap(([, name]) => name ?? [])
}

/** What is in one list and not in the other, in words. */
export function differences(
  expected: { in: string; names: readonly string[] },
  found: { in: string; names: readonly string[] },
): string[] {
  return [
    ...expected.names
      .filter((name) => !found.names.includes(name))
      .map((name) => `${name} is in ${expected.in}, not in ${found.in}`),
    ...found.names
      .filter((name) => !expected.names.includes(name))
      .map((name) => `${name} is in ${found.in}, not in ${expected.in}`),
  ]
}

/** Where the environment may be read: the one module, its forerunner for what runs before it can, and tests. */
const mayReadEnvironment = [
  /^platform\/env\.ts$/,
  /^platform\/process-variables\.mjs$/,
  /^tests\//,
  /^[^/]+\.config\.(ts|mjs)$/,
  /^instrumentation\.ts$/,
]

/** Files that read the environment past `platform/env.ts`. */
export function readersOfEnvironment(files: SourceFile[]): string[] {
  const reads =
    /\bprocess\s*\??\.\s*env\b|\bprocess\s*\[\s*['"`]env|\{[^}]*\benv\b[^}]*\}\s*(?:=\s*process\b|from\s*['"](?:node:)?process['"])/
  return files
    .filter(({ path, text }) => !mayReadEnvironment.some((place) => place.test(path)) && reads.test(text))
    .map(({ path }) => path)
}
