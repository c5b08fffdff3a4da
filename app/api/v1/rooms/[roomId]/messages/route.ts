import { routes } from '#lib/http/routes.ts'
import { getMessages, postMessage } from '#lib/messages/endpoints.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes(getMessages, postMessage)
