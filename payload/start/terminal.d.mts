export class Refusal extends Error {}
export function isDiskFull(text: string): boolean
export function failureLine(error: unknown, folder: string): string
export function seconds(milliseconds: number): string
// biome-ignore lint/suspicious/noConfusingVoidType: a step may simply return nothing
export function step<Result extends { note?: string; skipped?: boolean } | undefined | void>(
  name: string,
  work: () => Promise<Result>,
): Promise<Result>
