import { routes } from '#lib/http/routes.ts'
import { deleteFollow, putFollow } from '#lib/messages/thread-endpoints.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes(deleteFollow, putFollow)
