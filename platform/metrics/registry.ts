import { Registry } from 'prom-client'
import { processWide } from '../process-wide.ts'

/** Everything that is counted in this process, by whichever copy of a module. */
export const registry = (): Registry => processWide('metrics', () => new Registry())
