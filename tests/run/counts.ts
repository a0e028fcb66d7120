/** How many tests went which way. */
export type Counts = { passed: number; failed: number }

export const none: Counts = { passed: 0, failed: 0 }

export function sum(counts: Counts[]): Counts {
  return counts.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), none)
}

type VitestReport = {
  numPassedTests?: number
  numFailedTests?: number
  testResults?: { status?: string; assertionResults?: unknown[] }[]
}

/** Counts of vitest's JSON report. A file that could not even be loaded has no tests in it, and counts as one failed. */
export function vitestCounts(report: VitestReport): Counts {
  const broken = (report.testResults ?? []).filter(
    (file) => file.status === 'failed' && (file.assertionResults?.length ?? 0) === 0,
  )
  return { passed: report.numPassedTests ?? 0, failed: (report.numFailedTests ?? 0) + broken.length }
}

type PlaywrightReport = { stats?: { expected?: number; unexpected?: number; flaky?: number }; errors?: unknown[] }

/** Counts of Playwright's JSON report. Errors outside any test count as failed; a flaky test has failed. */
export function playwrightCounts(report: PlaywrightReport): Counts {
  const { expected = 0, unexpected = 0, flaky = 0 } = report.stats ?? {}
  return { passed: expected, failed: unexpected + flaky + (report.errors?.length ?? 0) }
}

/**
 * Counts of a report file's text, put beside the exit code of the program that wrote it: a program that failed without
 * saying how counts as one failed, and so does a report that is not there.
 */
export function countsOf(text: string | null, exitCode: number, read: (report: object) => Counts): Counts {
  let counts = none
  try {
    counts = text === null ? none : read(JSON.parse(text))
  } catch {
    counts = none
  }
  const isSilent = counts.failed === 0 && (exitCode !== 0 || counts.passed === 0)
  return isSilent ? { ...counts, failed: 1 } : counts
}

/** The line everything ends with. */
export function closingLine({ passed, failed }: Counts): string {
  return `${passed} passed, ${failed} failed`
}
