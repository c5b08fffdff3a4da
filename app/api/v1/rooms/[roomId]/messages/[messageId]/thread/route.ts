import { routes } from '#lib/http/routes.ts'
import { getThread } from '#lib/messages/thread-endpoints.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes(getThread)
