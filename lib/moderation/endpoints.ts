import { z } from 'zod'
import { endpoint } from '#lib/http/endpoint.ts'
import { id, page } from '#lib/http/schema.ts'
import { listReports } from './queries.ts'
import { reportMessage } from './reporting.ts'
import { newReport, report, reportQuery } from './schema.ts'

export const postReport = endpoint({
  method: 'POST',
  path: '/rooms/{roomId}/messages/{messageId}/report',
  needs: 'write',
  summary: 'Report what another member said to the administrators, as it stands now. Twice is once.',
  params: z.object({ roomId: id, messageId: id }),
  body: newReport,
  handle: (context, { params, body }) => reportMessage(context, params, body),
})

export const getReports = endpoint({
  method: 'GET',
  path: '/admin/reports',
  needs: 'admin',
  summary: 'Messages that were reported, as they were then; the newest first. For administrators.',
  query: reportQuery,
  answer: page(report),
  handle: (context, { query }) => listReports(context, query),
})
