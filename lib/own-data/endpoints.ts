import { endpoint } from '#lib/http/endpoint.ts'
import { askForArchive, myArchive, serveArchive } from './operations.ts'
import { archiveQuery, ownArchive } from './schema.ts'

export const postArchive = endpoint({
  method: 'POST',
  path: '/me/export',
  needs: 'account',
  summary:
    'Ask for an archive of all that is your own: profile, sessions, rooms, messages, files. It is made meanwhile, and kept for three days.',
  answer: ownArchive,
  status: 202,
  handle: askForArchive,
})

export const getArchive = endpoint({
  method: 'GET',
  path: '/me/export',
  needs: 'account',
  summary:
    'How far your archive is; with `format=archive` the archive itself (a ZIP file), once it is ready.',
  query: archiveQuery,
  answer: ownArchive,
  givesFile: true,
  handle: (context, { query }) => (query.format === 'archive' ? serveArchive(context) : myArchive(context)),
})
