import { routes } from '#lib/http/routes.ts'
import { deletePin, putPin } from '#lib/messages/endpoints.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes(deletePin, putPin)
