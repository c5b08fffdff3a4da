import { z } from 'zod'
import { endpoint } from '#lib/http/endpoint.ts'
import { id, page } from '#lib/http/schema.ts'
import { removal } from '#lib/messages/schema.ts'
import { decide, removeReported } from './deciding.ts'
import { listReports, reportOf } from './queries.ts'
import { reportMessage } from './reporting.ts'
import { decision, newReport, report, reportQuery } from './schema.ts'

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

export const patchReport = endpoint({
  method: 'PATCH',
  path: '/admin/reports/{reportId}',
  needs: 'admin',
  summary: 'Say what became of a report, with a note for administrators.',
  params: z.object({ reportId: id }),
  body: decision,
  answer: report,
  handle: async (context, { params, body, client }) => {
    await decide(context, params.reportId, body, client.address)
    return reportOf(context, params.reportId)
  },
})

export const deleteReported = endpoint({
  method: 'DELETE',
  path: '/admin/reports/{reportId}/message',
  needs: 'admin',
  summary: 'Delete what was reported, also in a room you are not in; everybody there reads the `reason`.',
  params: z.object({ reportId: id }),
  query: removal,
  answer: report,
  handle: async (context, { params, query, client }) => {
    await removeReported(context, params.reportId, query.reason ?? '', client.address)
    return reportOf(context, params.reportId)
  },
})
