import { resolve } from 'node:path'
import openapiTS, { astToString } from 'openapi-typescript'
import { expect, it } from 'vitest'
import { openApiDocument } from '#publication/contract/index.ts'

const file = resolve(import.meta.dirname, '../../../client/contract.ts')
const renew = 'npx vitest run --project unit tests/unit/client/contract.test.ts -u'
const head = `// Made of the OpenAPI document; not to be edited. To renew it: ${renew}\n\n`

it(`client/contract.ts is what the OpenAPI document makes (${renew})`, async () => {
  // `unknown` where anything may stand: the generator's own word for it would be an object that is empty.
  const types = await openapiTS(JSON.parse(JSON.stringify(openApiDocument('https://example.org'))), {
    emptyObjectsUnknown: true,
  })
  await expect(head + astToString(types)).toMatchFileSnapshot(file, `To renew it: ${renew}`)
})
