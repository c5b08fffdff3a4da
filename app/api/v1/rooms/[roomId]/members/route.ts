import { routes } from '#lib/http/routes.ts'
import { getMembers, postMember } from '#lib/rooms/member-endpoints.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes(getMembers, postMember)
