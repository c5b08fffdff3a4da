import { routes } from '#lib/http/routes.ts'
import { getEdits } from '#lib/messages/endpoints.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes(getEdits)
