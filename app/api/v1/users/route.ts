import { routes } from '#lib/http/routes.ts'
import { listPeople } from '#lib/rooms/member-endpoints.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes(listPeople)
