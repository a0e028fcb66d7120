export { failuresCsv } from './csv.ts'
export { failuresMarkdown } from './markdown.ts'
export { failureTerms } from './terms.ts'
