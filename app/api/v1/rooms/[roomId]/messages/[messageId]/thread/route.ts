import { routes } from '#lib/http/routes.ts'
import { getThread } from '#lib/messages/endpoints.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes(getThread)
