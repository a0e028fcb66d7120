import { REST_DELETE, REST_GET, REST_OPTIONS, REST_PATCH, REST_POST, REST_PUT } from '@payloadcms/next/routes'
import { tellingOutages } from '#payload/outage.ts'
import config from '#payload/payload.config.ts'
import { forEditors } from '../for-editors.ts'

export const GET = forEditors(tellingOutages(REST_GET(config)))
export const POST = forEditors(tellingOutages(REST_POST(config)))
export const DELETE = forEditors(tellingOutages(REST_DELETE(config)))
export const PATCH = forEditors(tellingOutages(REST_PATCH(config)))
export const PUT = forEditors(tellingOutages(REST_PUT(config)))
export const OPTIONS = REST_OPTIONS(config)
