import type { Buffer } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import type { ErrorCode } from '#lib/errors.ts'
import { problem } from '#lib/http/schema.ts'
import { http, type Program } from '../client.ts'
import { anyEmojiName, form, formType } from '../forms.ts'
import { password } from '../password.ts'
import { signInAgain, type Who } from './cast.ts'
import type { Told } from './doors.ts'
import { type Scene, square } from './scene.ts'

/** Asks as somebody, for what there is in the scene. */
export async function askEndpoint(thing: string, who: Who, scene: Scene): Promise<Told> {
  if (who === 'pending') scene.cast.holdBack()
  if (who === 'removed') await scene.remove()
  if (who === 'banned') await scene.ban()
  const { accessToken, url: address, person } = await scene.callerOf(who, 'token')
  // A passkey is for a name.
  const url = thing.includes('passkey') ? address.replace('127.0.0.1', 'localhost') : address
  // What ends a session ends one that nobody else needs.
  const token =
    thing === 'POST /auth/logout' && person ? (await signInAgain(person)).accessToken : accessToken
  const [method = '', path = ''] = thing.split(' ')
  const { sessionId, unsentId } = scene.ids
  const { newcomer } = scene.cast
  const named = {
    ...scene.ids,
    emoji: '👍',
    id: sessionId,
    jobId: randomUUID(),
    ...(method === 'DELETE' && { fileId: unsentId }),
    ...(path.includes('{reportId}') && { reportId: await anyReport(scene) }),
    ...(path.startsWith('/admin/') && { userId: newcomer.user.id }),
    // Whoever is deleted is wanted by others.
    ...(thing === 'DELETE /admin/users/{userId}' && { userId: randomUUID() }),
  }
  const asked = path.replace(/\{(\w+)\}/g, (_, name: keyof typeof named) =>
    encodeURIComponent(named[name] ?? ''),
  )
  const file = files[thing]?.()
  const answer = file
    ? await http(url, token)(method, asked, Uint8Array.from(file), { 'content-type': formType })
    : await http(url, token)(method, asked + (queries[thing] ?? ''), await bodyFor(thing, who, scene))
  const body = JSON.stringify(answer.body)
  if (answer.status < 300) return { cell: 'ok', body }
  const error = problem.parse(answer.body)
  if (answer.headers.get('content-type') !== 'application/problem+json' || error.status !== answer.status)
    throw new Error(`${thing} to ${who} is no problem: ${body}`)
  return { cell: String(answer.status), body, error: { ...error, code: error.code as ErrorCode } }
}

/** Whoever was deactivated tries to come in as themselves. */
const bodyFor = async (thing: string, who: Who, scene: Scene) =>
  (who === 'deactivated' && asDeactivated[thing]?.(scene.cast.people[who])) || (await bodies[thing]?.(scene))

const asDeactivated: Record<string, (person: Program) => object> = {
  'POST /auth/login': ({ user }) => ({ email: user.email, password }),
  'POST /auth/refresh': ({ refreshToken }) => ({ refreshToken }),
  'POST /auth/forgot': ({ user }) => ({ email: user.email }),
}

const bodies: Record<string, (scene: Scene) => object | Promise<object>> = {
  'POST /auth/register': () => ({ email: `${randomUUID()}@example.org`, name: 'New', password }),
  'POST /auth/login': ({ extra }) => ({ email: extra.user.email, password }),
  'POST /auth/refresh': async ({ extra }) => ({ refreshToken: (await signInAgain(extra)).refreshToken }),
  'PATCH /me': () => ({ name: 'Renamed' }),
  'POST /rooms': () => ({ name: 'Own', visibility: 'private' }),
  'PATCH /rooms/{roomId}': () => ({ description: 'Changed' }),
  'PUT /rooms/{roomId}/attention': () => ({ level: 'mentions' }),
  'POST /rooms/{roomId}/additions': ({ cast }) => ({ addresses: [cast.newcomer.user.email] }),
  'POST /rooms/{roomId}/members': ({ cast }) => ({ userId: cast.newcomer.user.id }),
  'PATCH /rooms/{roomId}/members/{userId}': () => ({ role: 'moderator' }),
  'POST /rooms/{roomId}/ban': ({ ids }) => ({ userId: ids.userId }),
  'PUT /rooms/{roomId}/members/{userId}/mute': () => ({ forMs: 60_000, reason: 'Rude' }),
  'POST /rooms/{roomId}/messages': () => ({ clientId: randomUUID(), content: 'Hi' }),
  'POST /rooms/{roomId}/messages/{messageId}/report': () => ({ reason: 'Rude' }),
  'PATCH /rooms/{roomId}/messages/{messageId}': () => ({ content: 'Changed' }),
  'PUT /rooms/{roomId}/read': () => ({ seq: 1 }),
  'PUT /rooms/{roomId}/messages/{messageId}/thread/read': () => ({ seq: 1 }),
  'POST /rooms/{roomId}/call/leave': () => ({ resumeToken: 'false' }),
  'POST /rooms/{roomId}/scheduled': () => ({
    clientId: randomUUID(),
    content: 'Later',
    sendAt: inAnHour(),
  }),
  'PATCH /me/scheduled/{id}': () => ({ content: 'Changed' }),
  'PUT /rooms/{roomId}/messages/{messageId}/vote': () => ({ choices: [0] }),
  'PUT /me/reminders/{messageId}': () => ({ remindAt: inAnHour() }),
  'PATCH /admin/users/{userId}': () => ({ name: 'Renamed' }),
  'PATCH /admin/rooms/{roomId}': () => ({ isActive: false }),
  'POST /admin/users': () => ({ email: `${randomUUID()}@example.org`, name: 'Made' }),
  'POST /auth/forgot': ({ extra }) => ({ email: extra.user.email }),
  'POST /auth/verify': () => ({ token: 'false' }),
  'POST /auth/keep-email': () => ({ token: 'false' }),
  'POST /auth/reset': () => ({ token: 'false', password }),
  'PATCH /admin/settings': () => ({ name: 'Renamed' }),
  'PATCH /admin/reports/{reportId}': () => ({ state: 'resolved' }),
  'POST /me/passkeys': () => ({
    response: { ...nobodysPasskey, response: { clientDataJSON: 'e30', attestationObject: 'oA' } },
  }),
  'POST /auth/passkey': () => ({
    response: {
      ...nobodysPasskey,
      response: { clientDataJSON: 'e30', authenticatorData: 'AA', signature: 'AA' },
    },
  }),
  'PUT /me/two-factor': () => ({ code: '000000' }),
  'DELETE /me': () => ({ password: 'not the password' }),
  'DELETE /me/two-factor': () => ({ password: 'not the password' }),
  'POST /admin/first-run': () => ({ room: { name: randomUUID() } }),
  'POST /guests': () => ({ token: 'false', name: 'New' }),
  'POST /previews': () => ({ url: 'http://127.0.0.1:1/' }),
}
const nobodysPasskey = { id: 'AAAA', rawId: 'AAAA', type: 'public-key' }
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()

const queries: Record<string, string> = {
  'GET /rooms/{roomId}/changes': '?since=0',
  'GET /rooms/{roomId}/export': '?format=json',
  'GET /rooms/{roomId}/retention': '?days=30',
  'GET /search': '?q=anything',
}

const files: Record<string, () => Buffer> = {
  'POST /uploads': () => form('a.txt', 'a'),
  'PUT /me/avatar': () => form('a.png', square, 'image/png'),
  'PUT /admin/logo': () => form('a.png', square, 'image/png'),
  'POST /emoji': () => form('a.png', square, 'image/png', anyEmojiName()),
}

/** Of the message, as administrators have it. Nobody reports often. */
async function anyReport({ cast: { people }, extra, ids }: Scene): Promise<string> {
  const { roomId, messageId } = ids
  await extra.post(`/rooms/${roomId}/messages/${messageId}/report`, { reason: 'Rude' })
  const { items } = await people.admin.get<{ items: { id: string; message: { id: string } }[] }>(
    '/admin/reports',
  )
  return items.find(({ message }) => message.id === messageId)?.id ?? randomUUID()
}
