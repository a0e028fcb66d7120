import { APIError } from 'payload'
import { PublishError } from '#publication/edition/index.ts'

/** Runs a publishing step; what it refuses reaches the editor in words, with status 409. */
export async function inWords<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (error) {
    if (error instanceof PublishError) throw new APIError(error.message, 409, undefined, true)
    throw error
  }
}
