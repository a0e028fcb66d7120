import type { SourceFile } from './tree.ts'

const isReaders = (path: string) =>
  /^(app|components)\//.test(path) && !/^(app\/\(payload\)|components\/admin)\//.test(path)

/** What readers' pages cannot hold, because the door takes Next's client runtime out of them; and why. */
const refusals: { reason: string; path?: RegExp; text?: RegExp }[] = [
  { reason: 'is a client component, and nothing runs it', text: /^\s*(['"])use client\1/m },
  { reason: 'has a server action, and nothing sends it', text: /^\s*(['"])use server\1/m },
  { reason: 'is shown until a script takes it away', path: /(^|\/)(loading|template)\.tsx$/ },
  { reason: 'catches errors in the browser only', path: /(^|\/)(error|global-error)\.tsx$/ },
  { reason: 'hides its content until a script shows it', text: /<Suspense\b|\bSuspense\s*[,}]/ },
  { reason: 'loads a script of Next', text: /from\s+(['"])next\/(script|link|form|dynamic|image|font\/[a-z]+)\1/ },
  { reason: 'writes a style attribute, which the policy refuses', text: /\sstyle=\{|\sstyle="/ },
]

/** What readers' pages hold and must not, in words. */
export function refusedInReaderPages(files: SourceFile[]): string[] {
  return files
    .filter(({ path }) => isReaders(path))
    .flatMap(({ path, text }) =>
      refusals
        .filter((refusal) => refusal.path?.test(path) || refusal.text?.test(text))
        .map(({ reason }) => `${path} ${reason}`),
    )
}

/** Client code that is not named so: `*.client.ts` or `*.client.tsx`. */
export function unnamedClientCode(files: SourceFile[]): string[] {
  return files
    .filter(({ path, text }) => /^\s*(['"])use client\1/m.test(text) !== /\.client\.tsx?$/.test(path))
    .filter(({ path }) => !path.startsWith('tests/'))
    .map(({ path }) => path)
}
