import { routes } from '#lib/http/routes.ts'
import { postPreview } from '#lib/previews/endpoints.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes(postPreview)
