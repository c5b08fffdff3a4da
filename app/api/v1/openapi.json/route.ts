import { api } from '#lib/http/api.ts'
import { openapi } from '#lib/http/openapi.ts'

export const GET = () => Response.json(openapi(api))
