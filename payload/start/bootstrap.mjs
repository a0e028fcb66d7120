// The first file that every command of package.json runs, on whatever Node the machine has, before anything is
// installed. The version is checked before a newer file is even parsed.
import { nodeProblem } from './node-version.mjs'

const problem = nodeProblem(process.versions.node)
if (problem) {
  process.stderr.write(`✗ ${problem}\n`)
  process.exitCode = 1
} else {
  import('./prepare.mjs').then(({ prepareAndRun }) => prepareAndRun(process.argv.slice(2)))
}
