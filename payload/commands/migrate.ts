import { asOwner } from '#platform/env.ts'
import { migrateDatabase } from '../migrate-database.ts'

/** Brings the database to the state this code needs: `node payload/commands/migrate.ts`. A step before start. */
const served = await migrateDatabase(asOwner().DATABASE_URL)
process.stdout.write(`Migrated. Grants: ${served.join(', ') || 'none (this login may not create roles)'}.\n`)
process.exit(0)
