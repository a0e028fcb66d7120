export { addJob } from './add-job.ts'
export { installQueue, isQueueBehind } from './install-queue.ts'
export {
  failingJobs,
  type JobRow,
  jobRow,
  jobRows,
  mostListed,
  removeJobs,
  retryJobs,
  type Untouched,
} from './job-rows.ts'
export { type Announce, type Checkpoint, JobError, type Purge, parsePayload, type Schedule } from './jobs.ts'
export { setSchedule } from './set-schedule.ts'
export { type Outcome, type QueueWorker, type RunJob, startWorker } from './start-worker.ts'
