import { REST_DELETE, REST_GET, REST_OPTIONS, REST_PATCH, REST_POST, REST_PUT } from '@payloadcms/next/routes'
import { tellingOutages } from '#payload/outage.ts'
import config from '#payload/payload.config.ts'

export const GET = tellingOutages(REST_GET(config))
export const POST = tellingOutages(REST_POST(config))
export const DELETE = tellingOutages(REST_DELETE(config))
export const PATCH = tellingOutages(REST_PATCH(config))
export const PUT = tellingOutages(REST_PUT(config))
export const OPTIONS = REST_OPTIONS(config)
