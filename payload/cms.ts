import { getPayload, type Payload } from 'payload'
import config from './payload.config.ts'

/** The CMS of this process, started on first use. */
export const cms = (): Promise<Payload> => getPayload({ config })
