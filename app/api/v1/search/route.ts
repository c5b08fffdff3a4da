import { routes } from '#lib/http/routes.ts'
import { getSearch } from '#lib/search/endpoints.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes(getSearch)
