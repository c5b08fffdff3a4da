import { routes } from '#lib/http/routes.ts'
import { getRooms, postRoom } from '#lib/rooms/endpoints.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes(getRooms, postRoom)
