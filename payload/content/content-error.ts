/** A file that keeps an import, or an export, from being done: which, where (1-based line, if there is one), and why. */
export class ContentError extends Error {
  constructor(file: string, line: number | null, reason: string) {
    super(`${file}${line === null ? '' : `:${line}`}: ${reason}`)
    this.name = 'ContentError'
  }
}
