import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { openApiDocument } from '#publication/contract/index.ts'
import { typesOf } from '#tests/support/api/types-of-contract.ts'

const file = (name: string) => resolve(import.meta.dirname, `../../../client/${name}.ts`)
const renew = 'npx vitest run --project unit tests/unit/client/contract.test.ts -u'
const head = `// Made of the OpenAPI document; not to be edited. To renew it: ${renew}\n\n`

it(`client/schemas.ts and client/operations.ts are what the OpenAPI document makes (${renew})`, async () => {
  const { schemas, operations } = await typesOf(openApiDocument('https://example.org'))
  await expect(head + schemas).toMatchFileSnapshot(file('schemas'), `To renew it: ${renew}`)
  const imports = "import type { Schemas } from './schemas.ts'\n\n"
  await expect(head + imports + operations).toMatchFileSnapshot(file('operations'), `To renew it: ${renew}`)
})
