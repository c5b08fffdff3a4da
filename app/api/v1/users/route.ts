import { listPeople } from '#lib/rooms/member-endpoints.ts'
import { routes } from '#lib/http/routes.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes(listPeople)
