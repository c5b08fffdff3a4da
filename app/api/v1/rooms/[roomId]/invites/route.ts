import { routes } from '#lib/http/routes.ts'
import { getInvites, postInvite } from '#lib/rooms/endpoints.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes(getInvites, postInvite)
