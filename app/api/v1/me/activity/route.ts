import { routes } from '#lib/http/routes.ts'
import { getActivity } from '#lib/messages/thread-endpoints.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes(getActivity)
