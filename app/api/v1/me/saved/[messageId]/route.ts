import { routes } from '#lib/http/routes.ts'
import { deleteSaved, putSaved } from '#lib/saved/endpoints.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes(putSaved, deleteSaved)
