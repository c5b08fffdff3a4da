import * as accounts from '#lib/accounts/endpoints.ts'
import * as calls from '#lib/calls/endpoints.ts'
import * as exports from '#lib/export/endpoints.ts'
import * as files from '#lib/files/endpoints.ts'
import * as messages from '#lib/messages/endpoints.ts'
import * as previews from '#lib/previews/endpoints.ts'
import * as rooms from '#lib/rooms/endpoints.ts'
import * as members from '#lib/rooms/member-endpoints.ts'
import * as saved from '#lib/saved/endpoints.ts'
import * as search from '#lib/search/endpoints.ts'
import type { Endpoint } from './endpoint.ts'

/** The whole of /api/v1. */
export const api: Endpoint[] = [
  accounts,
  rooms,
  members,
  messages,
  files,
  previews,
  search,
  saved,
  exports,
  calls,
].flatMap((domain) => Object.values(domain))
