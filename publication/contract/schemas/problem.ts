import { z } from 'zod'
import { errorKinds } from '../../errors/index.ts'
import { url, words } from './parts.ts'

/** RFC 9457. `type` resolves to the explanation on `/developers`; `instance` carries the request id. */
export const problemSchema = z
  .strictObject({
    type: url
      .clone()
      .refine((value) => new URL(value).hash.slice(1) in errorKinds, 'is not one of ours')
      .register(words, {
        description: 'Which problem it is: an address that explains it. Its fragment never changes.',
      }),
    title: z.string(),
    status: z.number().int().min(400).max(599),
    detail: z.string().register(words, { description: 'What is wrong with this request, and what to do.' }),
    instance: z
      .string()
      .regex(/^urn:request:[0-9A-Za-z-]+$/)
      .register(words, { description: 'The id of the request: quote it when you write to us.' }),
    errors: z
      .array(z.strictObject({ parameter: z.string(), detail: z.string() }))
      .optional()
      .register(words, { description: 'Each parameter that is wrong, and what would be right.' }),
    'violated-policies': z.array(z.string()).optional().register(words, { description: 'Which quotas are used up.' }),
  })
  .register(words, { id: 'Problem', description: 'What went wrong (RFC 9457).' })

export type Problem = z.infer<typeof problemSchema>
