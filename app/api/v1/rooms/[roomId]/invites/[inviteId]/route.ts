import { routes } from '#lib/http/routes.ts'
import { deleteInvite } from '#lib/rooms/endpoints.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes(deleteInvite)
