import type { RunJob } from '#platform/queue/index.ts'

const quiet = () => {}

/** For a worker of which a test reads no lines. */
export const quietLog = { debug: quiet, info: quiet, warn: quiet, error: quiet }

const purge: RunJob<'purge'> = async (items) => items.map(() => null)
const schedule: RunJob<'schedule'> = async (items) => items.map(() => null)
const checkpoint: RunJob<'checkpoint'> = async (items) => items.map(() => null)
const announce: RunJob<'announce'> = async (items) => items.map(() => null)

/** Tasks of a worker that takes every job for done. */
export const idleTasks = { purge, schedule, checkpoint, announce }
