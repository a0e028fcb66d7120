import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** What a site was started with: enough for a command beside it. */
export type Started = { variables: Record<string, string>; dataFolder: string }

const run = promisify(execFile)

/** Runs a command of the project beside a running site, without the npm; what it printed. */
export async function besideSite(
  { variables, dataFolder }: Started,
  command: string,
  words: string[],
): Promise<string> {
  const args = ['payload/start/start.ts', 'run', '--data', dataFolder, `payload/commands/${command}.ts`, ...words]
  const { stdout } = await run(process.execPath, args, { env: { ...process.env, ...variables } as never })
  return stdout
}
