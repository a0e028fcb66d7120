export { failuresCsv } from './csv.ts'
export { failuresMarkdown } from './markdown.ts'
