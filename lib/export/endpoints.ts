import { z } from 'zod'
import { endpoint } from '#lib/http/endpoint.ts'
import { id } from '#lib/http/schema.ts'
import { exportRoom } from './operations.ts'
import { exportQuery } from './schema.ts'

export const getExport = endpoint({
  method: 'GET',
  path: '/rooms/{roomId}/export',
  needs: 'read',
  summary: 'The whole room as a file, for its members: JSON, or one HTML page that needs nothing else.',
  params: z.object({ roomId: id }),
  query: exportQuery,
  givesFile: true,
  handle: (context, { params, query, header }) => {
    const origin = `${header('x-forwarded-proto')}://${header('x-forwarded-host')}`
    return exportRoom(context, params.roomId, query.format, origin)
  },
})
