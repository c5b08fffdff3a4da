import { routes } from '#lib/http/routes.ts'

/** Whatever is not part of the API is told so in its own form. */
export const { GET, POST, PUT, PATCH, DELETE } = routes()
