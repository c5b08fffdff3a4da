import { routes } from '#lib/http/routes.ts'
import { deleteMember, patchMember } from '#lib/rooms/member-endpoints.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes(deleteMember, patchMember)
