import { getOwnIceServers } from '#lib/calls/endpoints.ts'
import { routes } from '#lib/http/routes.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes(getOwnIceServers)
