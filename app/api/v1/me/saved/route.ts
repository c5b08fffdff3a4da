import { routes } from '#lib/http/routes.ts'
import { getSaved } from '#lib/saved/endpoints.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes(getSaved)
