import { routes } from '#lib/http/routes.ts'
import { getPins } from '#lib/messages/endpoints.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes(getPins)
