export { syntaxProblem } from './check.ts'
export { codeProblems } from './code-problems.ts'
