import { z } from 'zod'
import { endpoint } from '#lib/http/endpoint.ts'
import { id } from '#lib/http/schema.ts'
import { incomingOf } from './incoming.ts'
import { removeUnsent } from './remove.ts'
import { attachment } from './schema.ts'
import { serveFile, serveThumbnail } from './serve.ts'
import { upload } from './upload.ts'

const one = z.object({ fileId: id })

export const postUpload = endpoint({
  method: 'POST',
  path: '/uploads',
  needs: 'write',
  summary: 'Upload a file, for a message that names its id within a day. Its type is found from its content.',
  takesFile: true,
  answer: attachment,
  status: 201,
  handle: (context, request) =>
    context.turns.uploads(context.viewer.userId, () => upload(context, incomingOf(request))),
})

export const getFile = endpoint({
  method: 'GET',
  path: '/files/{fileId}',
  needs: 'read',
  summary: 'The bytes of a file, or a range of them, for whoever may read its message.',
  params: one,
  givesFile: true,
  handle: (context, { params, header }) => serveFile(context, params.fileId, header),
})

export const deleteFile = endpoint({
  method: 'DELETE',
  path: '/files/{fileId}',
  needs: 'write',
  summary: 'Take back a file of yours that no message has: it takes no space any more.',
  params: one,
  handle: (context, { params }) => removeUnsent(context, params.fileId),
})

export const getThumbnail = endpoint({
  method: 'GET',
  path: '/files/{fileId}/thumbnail',
  needs: 'read',
  summary: 'A smaller picture of a picture (WebP).',
  params: one,
  givesFile: true,
  handle: (context, { params, header }) => serveThumbnail(context, params.fileId, header),
})
