import { api } from '#lib/http/api.ts'
import { askEndpoint } from './ask-endpoint.ts'
import type { Who } from './cast.ts'
import type { Door } from './doors.ts'
import type { Alike } from './table.ts'

/** What is for those alone who have an account. */
const ofAccounts = Object.fromEntries(
  api.filter(({ needs }) => needs === 'account').map(({ method, path }) => [`${method} ${path}`, '403']),
)
/** A visitor knows whoever is in the room. */
const ofPeopleHere = { 'GET /avatars/{userId}': 'ok', 'GET /users/{userId}': 'ok' }
const gone: Alike = { deactivated: { as: 'revoked' } }
const visitor: Alike[Who] = { as: 'guestIn', but: { 'POST /invites/{token}/accept': '403' } }

/**
 * The message is no poll: who may vote is told so (409), unless they are muted.
 * The administrator is who made the first account, and is led through the place.
 *
 * Taking back what is not there, or not one's own, as a file that was not sent or a
 * message that is kept, is `ok`: nothing happens.
 */
export const endpoints: Door = {
  alike: {
    instance: {
      deactivated: { as: 'revoked', but: { 'POST /auth/login': '403', 'POST /auth/refresh': '401' } },
      visitor: { as: 'guest', but: { ...ofAccounts, ...ofPeopleHere } },
    },
    private: { ...gone, banned: { as: 'removed', but: { 'POST /invites/{token}/accept': '403' } }, visitor },
    public: {
      ...gone,
      banned: {
        as: 'removed',
        but: { 'POST /rooms/{roomId}/join': '403', 'POST /invites/{token}/accept': '403' },
      },
      visitor,
    },
    direct: gone,
  },
  things: api.map(({ method, path }) => `${method} ${path}`),
  isRead: (thing) => thing.startsWith('GET '),
  ask: askEndpoint,
  tables: {
    instance: `
                                       out         guest       pending
                                           revoked     bot
                                               other       admin
POST /auth/register                    ok  ok  ok  ok  ok  ok  ok
POST /auth/login                       ok  ok  ok  ok  ok  ok  ok
POST /auth/refresh                     ok  ok  ok  ok  ok  ok  ok
POST /auth/forgot                      ok  ok  ok  ok  ok  ok  ok
POST /auth/reset                       404 404 404 404 404 404 404
POST /auth/verify                      404 404 404 404 404 404 404
POST /auth/keep-email                  404 404 404 404 404 404 404
POST /me/verification                  401 401 409 409 409 409 409
POST /guests                           404 404 404 404 404 404 404
POST /auth/logout                      401 401 ok  ok  ok  ok  ok
GET /me                                401 401 ok  ok  ok  ok  403
PATCH /me                              401 401 ok  ok  ok  ok  ok
GET /me/sessions                       401 401 ok  ok  ok  ok  ok
DELETE /me/sessions/{id}               401 401 404 404 404 404 404
GET /me/two-factor                     401 401 ok  ok  ok  ok  ok
POST /me/two-factor                    401 401 ok  ok  ok  ok  ok
PUT /me/two-factor                     401 401 401 401 401 401 401
DELETE /me/two-factor                  401 401 400 400 400 400 400
GET /me/identities                     401 401 ok  ok  ok  ok  ok
DELETE /me/identities/{id}             401 401 404 404 404 404 404
GET /me/passkeys                       401 401 ok  ok  ok  ok  ok
POST /me/passkeys/options              401 401 ok  ok  ok  ok  ok
POST /me/passkeys                      401 401 400 400 400 400 400
DELETE /me/passkeys/{id}               401 401 404 404 404 404 404
POST /auth/passkey/options             ok  ok  ok  ok  ok  ok  ok
POST /auth/passkey                     401 401 401 401 401 401 401
GET /users                             401 401 ok  ok  ok  ok  403
GET /rooms                             401 401 ok  ok  ok  ok  403
POST /rooms                            401 401 ok  403 403 ok  403
POST /uploads                          401 401 ok  ok  ok  ok  403
POST /previews                         401 401 ok  ok  ok  ok  403
GET /search                            401 401 ok  ok  ok  ok  403
GET /admin/users                       401 401 403 403 403 ok  403
POST /admin/users                      401 401 403 403 403 ok  403
PATCH /admin/users/{userId}            401 401 403 403 403 ok  403
POST /admin/users/{userId}/reset-link  401 401 403 403 403 ok  403
DELETE /admin/users/{userId}/sessions  401 401 403 403 403 ok  403
GET /admin/reports                     401 401 403 403 403 ok  403
PATCH /admin/reports/{reportId}        401 401 403 403 403 ok  403
DELETE /admin/reports/{reportId}/message  401 401 403 403 403 ok  403
DELETE /admin/users/{userId}/two-factor  401 401 403 403 403 ok  403
GET /admin/rooms                       401 401 403 403 403 ok  403
PATCH /admin/rooms/{roomId}            401 401 403 403 403 ok  403
DELETE /admin/rooms/{roomId}           401 401 403 403 403 ok  403
POST /admin/rooms/{roomId}/enter       401 401 403 403 403 ok  403
GET /admin/rooms/{roomId}/members      401 401 403 403 403 ok  403
GET /admin/invites                     401 401 403 403 403 ok  403
DELETE /admin/invites/{inviteId}       401 401 403 403 403 ok  403
DELETE /admin/users/{userId}/invites   401 401 403 403 403 ok  403
GET /admin/storage                     401 401 403 403 403 ok  403
GET /admin/retention                   401 401 403 403 403 ok  403
GET /admin/stats                       401 401 403 403 403 ok  403
POST /admin/jobs/{jobId}/retry         401 401 403 403 403 404 403
GET /admin/health                      401 401 403 403 403 ok  403
GET /admin/audit                       401 401 403 403 403 ok  403
GET /instance                          ok  ok  ok  ok  ok  ok  ok
GET /admin/settings                    401 401 403 403 403 ok  403
PATCH /admin/settings                  401 401 403 403 403 ok  403
GET /logo                              404 404 404 404 404 404 404
PUT /admin/logo                        401 401 403 403 403 ok  403
DELETE /admin/logo                     401 401 403 403 403 ok  403
GET /admin/default-rooms               401 401 403 403 403 ok  403
POST /admin/first-run                  401 401 403 403 403 ok  403
DELETE /admin/first-run                401 401 403 403 403 ok  403
GET /me/saved                          401 401 ok  ok  ok  ok  403
GET /me/reminders                      401 401 ok  ok  ok  ok  403
GET /me/scheduled                      401 401 ok  ok  ok  ok  403
PATCH /me/scheduled/{id}               401 401 404 404 404 404 403
POST /me/scheduled/{id}/send           401 401 404 404 404 404 403
DELETE /me/scheduled/{id}              401 401 ok  ok  ok  ok  403
GET /me/last-messages                  401 401 ok  ok  ok  ok  403
GET /me/threads                        401 401 ok  ok  ok  ok  403
GET /me/threads/unread                 401 401 ok  ok  ok  ok  403
GET /me/activity                       401 401 ok  ok  ok  ok  403
GET /ice-servers                       401 401 403 403 403 ok  403
GET /emoji                             401 401 ok  ok  ok  ok  403
POST /emoji                            401 401 ok  403 403 ok  403
GET /emoji/{emojiId}                   401 401 ok  ok  ok  ok  403
DELETE /emoji/{emojiId}                401 401 403 403 403 ok  403
GET /openapi.json                      ok  ok  ok  ok  ok  ok  ok
DELETE /me                             401 401 400 400 400 400 400
PUT /me/avatar                         401 401 ok  ok  ok  ok  ok
DELETE /me/avatar                      401 401 ok  ok  ok  ok  ok
GET /avatars/{userId}                  401 401 ok  404 ok  ok  403
GET /users/{userId}                    401 401 ok  404 ok  ok  403
GET /statuses                          401 401 ok  ok  ok  ok  403
DELETE /admin/users/{userId}           401 401 403 403 403 404 403
POST /me/export                        401 401 ok  ok  ok  ok  ok
GET /me/export                         401 401 ok  ok  ok  ok  ok
`,
    private: `
                                                 out         removed     admin       adminIn     owner
                                                     revoked     guest       guestIn     member      mutedIn
                                                         other       bot         botIn       moderator   pending
GET …                                            401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
PATCH …                                          401 401 404 404 404 404 404 403 403 403 403 403 ok  403 403
DELETE …                                         401 401 404 404 404 404 404 403 403 ok  403 403 ok  403 403
POST …/join                                      401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
POST …/leave                                     401 401 404 404 404 404 404 ok  ok  ok  ok  ok  409 ok  403
PUT …/attention                                  401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
GET …/invites                                    401 401 404 404 404 404 404 403 403 403 403 ok  ok  403 403
POST …/invites                                   401 401 404 404 404 404 404 403 403 403 403 ok  ok  403 403
DELETE …/invites/{inviteId}                      401 401 404 404 404 404 404 403 403 403 403 ok  ok  403 403
GET …/guest-link                                 401 401 404 404 404 404 404 403 403 403 403 403 ok  403 403
GET …/retention                                  401 401 404 404 404 404 404 403 403 403 403 403 ok  403 403
POST …/guest-link                                401 401 404 404 404 404 404 403 403 403 403 403 ok  403 403
POST /invites/{token}/accept                     401 401 ok  404 ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  403
GET …/members                                    401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
POST …/members                                   401 401 404 404 404 404 404 403 403 403 403 ok  ok  403 403
PATCH …/members/{userId}                         401 401 404 404 404 404 404 403 403 403 403 403 ok  403 403
DELETE …/members/{userId}                        401 401 404 404 404 404 404 403 403 403 403 ok  ok  403 403
GET …/bans                                       401 401 404 404 404 404 404 403 403 403 403 ok  ok  403 403
POST …/ban                                       401 401 404 404 404 404 404 403 403 403 403 ok  ok  403 403
DELETE …/ban/{userId}                            401 401 404 404 404 404 404 403 403 403 403 ok  ok  403 403
GET …/messages                                   401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
POST …/messages                                  401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  403 403
POST …/scheduled                                 401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  403 403
GET …/messages/{messageId}/thread                401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
PUT …/messages/{messageId}/thread/read           401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
PUT …/messages/{messageId}/thread/follow         401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
DELETE …/messages/{messageId}/thread/follow      401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
GET …/messages/{messageId}/edits                 401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
GET …/messages/{messageId}/origin                401 401 404 404 404 404 404 404 404 404 404 404 404 404 403
PATCH …/messages/{messageId}                     401 401 404 404 404 404 404 403 403 403 ok  403 403 403 403
DELETE …/messages/{messageId}                    401 401 404 404 404 404 404 403 403 403 ok  ok  ok  403 403
PUT …/messages/{messageId}/reactions/{emoji}     401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  403 403
DELETE …/messages/{messageId}/reactions/{emoji}  401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  403 403
PUT …/messages/{messageId}/vote                  401 401 404 404 404 404 404 409 409 409 409 409 409 403 403
POST …/messages/{messageId}/close                401 401 404 404 404 404 404 409 409 409 409 409 409 403 403
PUT …/messages/{messageId}/pin                   401 401 404 404 404 404 404 403 403 403 403 ok  ok  403 403
DELETE …/messages/{messageId}/pin                401 401 404 404 404 404 404 403 403 403 403 ok  ok  403 403
POST …/messages/{messageId}/report               401 401 404 404 404 404 404 ok  ok  ok  403 ok  ok  ok  403
GET …/pins                                       401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
GET …/changes                                    401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
PUT …/read                                       401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
GET /files/{fileId}                              401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
DELETE /files/{fileId}                           401 401 ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  403
GET /files/{fileId}/thumbnail                    401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
PUT /me/saved/{messageId}                        401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
DELETE /me/saved/{messageId}                     401 401 ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  403
PUT /me/reminders/{messageId}                    401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
DELETE /me/reminders/{messageId}                 401 401 ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  403
PUT /admin/default-rooms/{roomId}                401 401 403 403 403 403 404 403 403 409 403 403 403 403 403
DELETE /admin/default-rooms/{roomId}             401 401 403 403 403 403 404 403 403 ok  403 403 403 403 403
GET …/export                                     401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
GET …/ice-servers                                401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
POST …/call/leave                                403 403 403 403 403 403 403 403 403 403 403 403 403 403 403
PUT …/members/{userId}/mute                      401 401 404 404 404 404 404 403 403 403 403 ok  ok  403 403
DELETE …/members/{userId}/mute                   401 401 404 404 404 404 404 403 403 403 403 ok  ok  403 403
POST …/additions                                 401 401 404 404 404 404 404 403 403 403 403 ok  ok  403 403
GET …/activity                                   401 401 404 404 404 404 404 403 403 403 403 ok  ok  403 403
`,
    public: `
                                                 out         removed     admin       adminIn     owner
                                                     revoked     guest       guestIn     member      mutedIn
                                                         other       bot         botIn       moderator   pending
GET …                                            401 401 ok  ok  404 404 ok  ok  ok  ok  ok  ok  ok  ok  403
PATCH …                                          401 401 403 403 404 404 403 403 403 403 403 403 ok  403 403
DELETE …                                         401 401 403 403 404 404 403 403 403 ok  403 403 ok  403 403
POST …/join                                      401 401 ok  ok  404 404 ok  ok  ok  ok  ok  ok  ok  ok  403
POST …/leave                                     401 401 403 403 404 404 403 ok  ok  ok  ok  ok  409 ok  403
PUT …/attention                                  401 401 403 403 404 404 403 ok  ok  ok  ok  ok  ok  ok  403
GET …/invites                                    401 401 403 403 404 404 403 403 ok  ok  ok  ok  ok  ok  403
POST …/invites                                   401 401 403 403 404 404 403 403 ok  ok  ok  ok  ok  ok  403
DELETE …/invites/{inviteId}                      401 401 403 403 404 404 403 403 403 403 403 ok  ok  403 403
GET …/guest-link                                 401 401 403 403 404 404 403 403 403 403 403 403 ok  403 403
GET …/retention                                  401 401 403 403 404 404 403 403 403 403 403 403 ok  403 403
POST …/guest-link                                401 401 403 403 404 404 403 403 403 403 403 403 ok  403 403
POST /invites/{token}/accept                     401 401 ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  403
GET …/members                                    401 401 ok  ok  404 404 ok  ok  ok  ok  ok  ok  ok  ok  403
POST …/members                                   401 401 403 403 404 404 403 403 ok  ok  ok  ok  ok  ok  403
PATCH …/members/{userId}                         401 401 403 403 404 404 403 403 403 403 403 403 ok  403 403
DELETE …/members/{userId}                        401 401 403 403 404 404 403 403 403 403 403 ok  ok  403 403
GET …/bans                                       401 401 403 403 404 404 403 403 403 403 403 ok  ok  403 403
POST …/ban                                       401 401 403 403 404 404 403 403 403 403 403 ok  ok  403 403
DELETE …/ban/{userId}                            401 401 403 403 404 404 403 403 403 403 403 ok  ok  403 403
GET …/messages                                   401 401 403 403 404 404 403 ok  ok  ok  ok  ok  ok  ok  403
POST …/messages                                  401 401 403 403 404 404 403 ok  ok  ok  ok  ok  ok  403 403
POST …/scheduled                                 401 401 403 403 404 404 403 ok  ok  ok  ok  ok  ok  403 403
GET …/messages/{messageId}/thread                401 401 403 403 404 404 403 ok  ok  ok  ok  ok  ok  ok  403
PUT …/messages/{messageId}/thread/read           401 401 403 403 404 404 403 ok  ok  ok  ok  ok  ok  ok  403
PUT …/messages/{messageId}/thread/follow         401 401 403 403 404 404 403 ok  ok  ok  ok  ok  ok  ok  403
DELETE …/messages/{messageId}/thread/follow      401 401 403 403 404 404 403 ok  ok  ok  ok  ok  ok  ok  403
GET …/messages/{messageId}/edits                 401 401 403 403 404 404 403 ok  ok  ok  ok  ok  ok  ok  403
GET …/messages/{messageId}/origin                401 401 403 403 404 404 403 404 404 404 404 404 404 404 403
PATCH …/messages/{messageId}                     401 401 403 403 404 404 403 403 403 403 ok  403 403 403 403
DELETE …/messages/{messageId}                    401 401 403 403 404 404 403 403 403 403 ok  ok  ok  403 403
PUT …/messages/{messageId}/reactions/{emoji}     401 401 403 403 404 404 403 ok  ok  ok  ok  ok  ok  403 403
DELETE …/messages/{messageId}/reactions/{emoji}  401 401 403 403 404 404 403 ok  ok  ok  ok  ok  ok  403 403
PUT …/messages/{messageId}/vote                  401 401 403 403 404 404 403 409 409 409 409 409 409 403 403
POST …/messages/{messageId}/close                401 401 403 403 404 404 403 409 409 409 409 409 409 403 403
PUT …/messages/{messageId}/pin                   401 401 403 403 404 404 403 403 403 403 403 ok  ok  403 403
DELETE …/messages/{messageId}/pin                401 401 403 403 404 404 403 403 403 403 403 ok  ok  403 403
POST …/messages/{messageId}/report               401 401 403 403 404 404 403 ok  ok  ok  403 ok  ok  ok  403
GET …/pins                                       401 401 403 403 404 404 403 ok  ok  ok  ok  ok  ok  ok  403
GET …/changes                                    401 401 403 403 404 404 403 ok  ok  ok  ok  ok  ok  ok  403
PUT …/read                                       401 401 403 403 404 404 403 ok  ok  ok  ok  ok  ok  ok  403
GET /files/{fileId}                              401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
DELETE /files/{fileId}                           401 401 ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  403
GET /files/{fileId}/thumbnail                    401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
PUT /me/saved/{messageId}                        401 401 403 403 404 404 403 ok  ok  ok  ok  ok  ok  ok  403
DELETE /me/saved/{messageId}                     401 401 ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  403
PUT /me/reminders/{messageId}                    401 401 403 403 404 404 403 ok  ok  ok  ok  ok  ok  ok  403
DELETE /me/reminders/{messageId}                 401 401 ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  403
PUT /admin/default-rooms/{roomId}                401 401 403 403 403 403 ok  403 403 ok  403 403 403 403 403
DELETE /admin/default-rooms/{roomId}             401 401 403 403 403 403 ok  403 403 ok  403 403 403 403 403
GET …/export                                     401 401 403 403 404 404 403 ok  ok  ok  ok  ok  ok  ok  403
GET …/ice-servers                                401 401 403 403 404 404 403 ok  ok  ok  ok  ok  ok  ok  403
POST …/call/leave                                403 403 403 403 403 403 403 403 403 403 403 403 403 403 403
PUT …/members/{userId}/mute                      401 401 403 403 404 404 403 403 403 403 403 ok  ok  403 403
DELETE …/members/{userId}/mute                   401 401 403 403 404 404 403 403 403 403 403 ok  ok  403 403
POST …/additions                                 401 401 403 403 404 404 403 403 ok  ok  ok  ok  ok  ok  403
GET …/activity                                   401 401 403 403 404 404 403 403 403 403 403 ok  ok  403 403
`,
    direct: `
                                                 out         removed     admin       adminIn     pending
                                                     revoked     guest       guestIn     member
                                                         other       bot         botIn       owner
GET …                                            401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
PATCH …                                          401 401 404 404 404 404 404 403 403 403 403 403 403
DELETE …                                         401 401 404 404 404 404 404 403 403 403 403 403 403
POST …/join                                      401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
POST …/leave                                     401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
PUT …/attention                                  401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
GET …/invites                                    401 401 404 404 404 404 404 403 403 403 403 403 403
POST …/invites                                   401 401 404 404 404 404 404 403 403 403 403 403 403
DELETE …/invites/{inviteId}                      401 401 404 404 404 404 404 403 403 403 403 403 403
POST /invites/{token}/accept                     401 401 404 404 404 404 404 404 404 404 404 404 403
GET …/members                                    401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
POST …/members                                   401 401 404 404 404 404 404 403 403 403 403 403 403
PATCH …/members/{userId}                         401 401 404 404 404 404 404 403 403 403 403 403 403
GET …/guest-link                                 401 401 404 404 404 404 404 403 403 403 403 403 403
GET …/retention                                  401 401 404 404 404 404 404 403 403 403 403 403 403
POST …/guest-link                                401 401 404 404 404 404 404 403 403 403 403 403 403
DELETE …/members/{userId}                        401 401 404 404 404 404 404 403 403 403 403 403 403
GET …/bans                                       401 401 404 404 404 404 404 403 403 403 403 403 403
POST …/ban                                       401 401 404 404 404 404 404 403 403 403 403 403 403
DELETE …/ban/{userId}                            401 401 404 404 404 404 404 403 403 403 403 403 403
PUT …/members/{userId}/mute                      401 401 404 404 404 404 404 403 403 403 403 403 403
DELETE …/members/{userId}/mute                   401 401 404 404 404 404 404 403 403 403 403 403 403
GET …/messages                                   401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
POST …/messages                                  401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
POST …/scheduled                                 401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
GET …/messages/{messageId}/thread                401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
PUT …/messages/{messageId}/thread/read           401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
PUT …/messages/{messageId}/thread/follow         401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
DELETE …/messages/{messageId}/thread/follow      401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
GET …/messages/{messageId}/edits                 401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
GET …/messages/{messageId}/origin                401 401 404 404 404 404 404 404 404 404 404 404 403
PATCH …/messages/{messageId}                     401 401 404 404 404 404 404 403 403 403 ok  403 403
DELETE …/messages/{messageId}                    401 401 404 404 404 404 404 403 403 403 ok  403 403
PUT …/messages/{messageId}/reactions/{emoji}     401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
DELETE …/messages/{messageId}/reactions/{emoji}  401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
PUT …/messages/{messageId}/vote                  401 401 404 404 404 404 404 409 409 409 409 409 403
POST …/messages/{messageId}/close                401 401 404 404 404 404 404 409 409 409 409 409 403
PUT …/messages/{messageId}/pin                   401 401 404 404 404 404 404 403 403 403 403 403 403
DELETE …/messages/{messageId}/pin                401 401 404 404 404 404 404 403 403 403 403 403 403
POST …/messages/{messageId}/report               401 401 404 404 404 404 404 ok  ok  ok  403 ok  403
GET …/pins                                       401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
GET …/changes                                    401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
PUT …/read                                       401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
GET /files/{fileId}                              401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
DELETE /files/{fileId}                           401 401 ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  403
GET /files/{fileId}/thumbnail                    401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
PUT /me/saved/{messageId}                        401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
DELETE /me/saved/{messageId}                     401 401 ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  403
PUT /me/reminders/{messageId}                    401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
DELETE /me/reminders/{messageId}                 401 401 ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  403
PUT /admin/default-rooms/{roomId}                401 401 403 403 403 403 404 403 403 409 403 403 403
DELETE /admin/default-rooms/{roomId}             401 401 403 403 403 403 404 403 403 ok  403 403 403
GET …/export                                     401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
GET …/ice-servers                                401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
POST …/call/leave                                403 403 403 403 403 403 403 403 403 403 403 403 403
POST …/additions                                 401 401 404 404 404 404 404 403 403 403 403 403 403
GET …/activity                                   401 401 404 404 404 404 404 403 403 403 403 403 403
`,
  },
}
