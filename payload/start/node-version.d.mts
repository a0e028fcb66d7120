export const leastNode: string
export function nodeProblem(version: string): string | null
