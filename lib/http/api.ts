import { z } from 'zod'
import * as administration from '#lib/accounts/admin-endpoints.ts'
import * as accounts from '#lib/accounts/endpoints.ts'
import * as passkeys from '#lib/accounts/passkeys/endpoints.ts'
import * as twoFactor from '#lib/accounts/two-factor/endpoints.ts'
import * as audit from '#lib/audit/endpoints.ts'
import * as avatars from '#lib/avatars/endpoints.ts'
import * as calls from '#lib/calls/endpoints.ts'
import * as elsewhere from '#lib/elsewhere/endpoints.ts'
import * as emoji from '#lib/emoji/endpoints.ts'
import * as exports from '#lib/export/endpoints.ts'
import * as files from '#lib/files/endpoints.ts'
import * as guests from '#lib/guests/endpoints.ts'
import * as health from '#lib/health/endpoints.ts'
import * as instance from '#lib/instance/endpoints.ts'
import * as logo from '#lib/logo/endpoints.ts'
import * as messages from '#lib/messages/endpoints.ts'
import * as threads from '#lib/messages/thread-endpoints.ts'
import * as moderation from '#lib/moderation/endpoints.ts'
import * as ownData from '#lib/own-data/endpoints.ts'
import * as previews from '#lib/previews/endpoints.ts'
import * as reminders from '#lib/reminders/endpoints.ts'
import * as retention from '#lib/retention/endpoints.ts'
import * as allRooms from '#lib/rooms/admin-endpoints.ts'
import * as bans from '#lib/rooms/ban-endpoints.ts'
import * as rooms from '#lib/rooms/endpoints.ts'
import * as members from '#lib/rooms/member-endpoints.ts'
import * as place from '#lib/rooms/place-endpoints.ts'
import * as saved from '#lib/saved/endpoints.ts'
import * as scheduled from '#lib/scheduled/endpoints.ts'
import * as search from '#lib/search/endpoints.ts'
import * as statistics from '#lib/statistics/endpoints.ts'
import { type Endpoint, openEndpoint } from './endpoint.ts'
import { openapi } from './openapi.ts'

let described: ReturnType<typeof openapi> | undefined

const getDocument = openEndpoint({
  method: 'GET',
  path: '/openapi.json',
  summary: 'This document.',
  answer: z.looseObject({}),
  // Once: the lengths in it are set when the server starts, and anybody may ask.
  handle: async () => (described ??= openapi(api)),
})

const domains = [
  accounts,
  elsewhere,
  administration,
  twoFactor,
  passkeys,
  audit,
  health,
  instance,
  rooms,
  allRooms,
  members,
  bans,
  place,
  guests,
  messages,
  threads,
  moderation,
  files,
  previews,
  emoji,
  avatars,
  logo,
  search,
  saved,
  reminders,
  scheduled,
  exports,
  ownData,
  calls,
  retention,
  statistics,
  { getDocument },
] as const

/** The whole of /api/v1. */
export const api: Endpoint[] = domains.flatMap((domain) => Object.values<Endpoint>(domain))

type Domain = (typeof domains)[number]
/** Each endpoint of it with its own types. */
export type Api = Domain extends infer D ? (D extends Domain ? D[keyof D] : never) : never
