import { resolve } from 'node:path'
import { z } from 'zod'
import { type AddressRange, readRange } from './limits/address-range.ts'

const secret = z.string().min(32, 'must have at least 32 characters; make one with: openssl rand -hex 32')
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' })
const origin = z
  .url({ protocol: /^https?$/, error: 'must be an http(s) address' })
  .refine((value) => new URL(value).origin === value.replace(/\/$/, ''), 'must be an origin: no path, no query')
  .transform((value) => new URL(value).origin)

/** Addresses and ranges with commas; names the first that is none. */
const ranges = z.string().transform((value, context): AddressRange[] => {
  const parts = value.split(',').map((part) => part.trim())
  const wrong = parts.find((part) => !readRange(part))
  if (wrong !== undefined)
    context.addIssue({
      code: 'custom',
      message: `must be addresses or ranges with commas, like 10.0.0.0/8 or 2001:db8::7, and "${wrong}" is neither`,
    })
  return parts.map(readRange).filter((range) => range !== null)
})

/** Every variable the project reads, with its form. Each is explained in docs/operating.md (a check compares them). */
export const envSchema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  SITE_URL: origin.optional(),
  HOST: z.string().min(1).default('localhost'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  DATABASE_URL: postgresUrl,
  OWNER_DATABASE_URL: postgresUrl.optional(),
  READER_DATABASE_URL: postgresUrl.optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(100).default(10),
  PAYLOAD_SECRET: secret,
  INTERNAL_SECRET: secret,
  JOURNAL_SIGNING_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits; make one with: openssl rand -hex 32')
    .optional(),
  SETUP_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  WEB_URLS: z
    .string()
    .optional()
    .transform((value) => value?.split(',').map((part) => part.trim()))
    .pipe(z.array(origin).min(1).optional()),
  TRUSTED_PROXIES: ranges.default([]),
  CONTACT_URL: z.url({ protocol: /^(https|mailto)$/, error: 'must be an https:// or mailto: address' }).optional(),
  WEBSUB_HUB_URL: z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }).optional(),
  MEDIA_DIR: z.string().min(1).default('.data/media'),
  CHECKPOINT_DIR: z.string().min(1).default('.data/checkpoints'),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be a redis:// address' }).optional(),
  NEXT_DIST_DIR: z
    .string()
    .regex(/^\.[\w.-]+$/, 'must be a folder name that starts with a dot')
    .default('.next'),
  API_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).max(1_000_000).default(600),
  API_SEARCHES_PER_MINUTE: z.coerce.number().int().min(1).max(1_000_000).default(60),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  METRICS_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  WORKER_METRICS_PORT: z.coerce.number().int().min(0).max(65535).optional(),
})

type Parsed = z.infer<typeof envSchema>
export type Env = Omit<Parsed, 'SITE_URL' | 'WEB_URLS' | 'MEDIA_DIR' | 'CHECKPOINT_DIR'> & {
  /** Origin of every absolute address; never taken from a request. */
  SITE_URL: string
  /** Where the worker reaches each web process. */
  WEB_URLS: string[]
  /** Absolute path. */
  MEDIA_DIR: string
  /** Absolute path. */
  CHECKPOINT_DIR: string
}

/** Thrown for a bad environment; the message lists every variable that is wrong, one a line. */
class EnvError extends Error {}

/**
 * Parses a set of variables. Empty strings count as not set.
 * @throws EnvError naming every bad variable
 */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''))
  const result = envSchema.safeParse(given)
  const problems = result.success
    ? []
    : result.error.issues.map((issue) => {
        const name = String(issue.path[0])
        return given[name] === undefined ? `${name} is not set` : `${name} ${issue.message}`
      })
  if (result.success && result.data.NODE_ENV === 'production') {
    const site = result.data.SITE_URL ? new URL(result.data.SITE_URL) : null
    if (!site) problems.push('SITE_URL is not set; in production every link is made from it')
    else if (site.protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(site.hostname))
      problems.push('SITE_URL must be https in production (cookies are Secure), unless it is localhost')
  }
  if (!result.success || problems.length > 0)
    throw new EnvError(`The environment is not complete:\n${problems.map((line) => `  ${line}`).join('\n')}`)
  const env = result.data
  return {
    ...env,
    SITE_URL: env.SITE_URL ?? `http://localhost:${env.PORT}`,
    WEB_URLS: env.WEB_URLS ?? [`http://127.0.0.1:${env.PORT}`],
    MEDIA_DIR: resolve(env.MEDIA_DIR),
    CHECKPOINT_DIR: resolve(env.CHECKPOINT_DIR),
  }
}

let parsed: Env | undefined

/** The environment of this process, parsed once. Exits with a readable list when it is not complete. */
export function env(): Env {
  if (parsed) return parsed
  try {
    parsed = parseEnv(process.env)
  } catch (error) {
    if (!(error instanceof EnvError)) throw error
    process.stderr.write(
      `${error.message}\nEvery variable is explained in docs/operating.md; .env.example has them all.\n`,
    )
    process.exit(1)
  }
  return parsed
}

/**
 * For commands that change the schema: from here on DATABASE_URL is the owner's login in this process.
 * Call it before anything asks `env()`.
 */
export function asOwner(): Env {
  const owner = process.env.OWNER_DATABASE_URL
  if (owner) process.env.DATABASE_URL = owner
  parsed = undefined
  return env()
}
