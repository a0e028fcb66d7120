import './admin.css'
import { lineIn } from './use-checked.ts'

export type SaidProblem = { line: number; message: string }

/** What is wrong with a text, at which line, and the line itself. Read out when it changes. */
export function Problem({ problem, text, advice }: { problem: SaidProblem | null; text: string; advice: string }) {
  return (
    <div role="status" className="said-problem">
      {problem !== null && (
        <p>
          <strong>Line {problem.line}</strong>: {problem.message}. {advice}
          <code>{lineIn(text, problem.line)}</code>
        </p>
      )}
    </div>
  )
}
