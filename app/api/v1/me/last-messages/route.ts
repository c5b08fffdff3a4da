import { routes } from '#lib/http/routes.ts'
import { getLastMessages } from '#lib/messages/endpoints.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes(getLastMessages)
