import { deleteFile, getFile } from '#lib/files/endpoints.ts'
import { routes } from '#lib/http/routes.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes(getFile, deleteFile)
