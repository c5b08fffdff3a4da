import { routes } from '#lib/http/routes.ts'
import { getUnreadThreads } from '#lib/messages/thread-endpoints.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes(getUnreadThreads)
