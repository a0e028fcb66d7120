type Tree = {
  packages?: Record<string, { version?: string; optional?: boolean; devOptional?: boolean; link?: boolean }>
}
export function installStamp(lockText: string): string
export function isSameTree(lock: Tree, installed: Tree): boolean
export function homeVariables(env: Record<string, string | undefined>, dataFolder: string): Record<string, string>
export function installProblem(log: string, logFile: string): string
export function tailOf(logFile: string, lines?: number): string
export function install(root: string, dataFolder: string): Promise<{ note?: string; skipped?: boolean }>
export function pinnedNode(root: string): string
