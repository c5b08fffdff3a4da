import { routes } from '#lib/http/routes.ts'
import { deleteMessage, patchMessage } from '#lib/messages/endpoints.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes(deleteMessage, patchMessage)
