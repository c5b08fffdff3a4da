import { on } from '#lib/realtime/browser/client.ts'
import { followedList } from '#lib/realtime/browser/followed-list.ts'

/** The newest reports nobody has dealt with, up to a hundred: for administrators. */
export const openReports = followedList(
  'GET /admin/reports',
  { query: { state: 'open', limit: 100 } },
  (again) => [on('reports:changed', again)],
)
