import { routes } from '#lib/http/routes.ts'
import { getOneRoom, patchRoom, removeRoom } from '#lib/rooms/endpoints.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes(getOneRoom, patchRoom, removeRoom)
