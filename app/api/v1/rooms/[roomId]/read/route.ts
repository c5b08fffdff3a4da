import { routes } from '#lib/http/routes.ts'
import { putRead } from '#lib/rooms/endpoints.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes(putRead)
