import { routes } from '#lib/http/routes.ts'
import { deleteReaction, putReaction } from '#lib/messages/endpoints.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes(deleteReaction, putReaction)
