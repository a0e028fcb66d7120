export function portOf(text: string | undefined): number
export function refuseTakenPort(port: number, host: string): Promise<void>
export function freePort(): Promise<number>
