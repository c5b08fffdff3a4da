import { randomUUID } from 'node:crypto'
import type { Seat } from '#lib/calls/schema.ts'
import { type ErrorCode, type Reply, statusOf } from '#lib/errors.ts'
import { type CommandInput, type CommandName, commands as contract } from '#lib/realtime/contract.ts'
import { connect, type Line } from '../client.ts'
import type { Who } from './cast.ts'
import type { Door, Told } from './doors.ts'
import type { Scene } from './scene.ts'
import type { Alike } from './table.ts'

const media = { microphone: true, camera: false, screen: false }

/**
 * Of the call that goes on: the seat of somebody who does nothing, and the
 * caller's, or that one again where they have none.
 */
type Seats = Record<'other' | 'own', Pick<Seat, 'participantId' | 'resumeToken'>>

const inputs: Record<CommandName, (scene: Scene, seats: Seats) => object> = {
  'room:watch': () => ({}),
  'room:unwatch': () => ({}),
  'message:post': () => ({ clientId: randomUUID(), content: 'Hi' }),
  'message:edit': () => ({ content: 'Changed' }),
  'message:delete': () => ({}),
  'reaction:set': () => ({ emoji: '👍', on: true }),
  'read:mark': () => ({ seq: 1 }),
  'typing:set': () => ({ typing: true }),
  'call:join': () => ({ media }),
  'call:resume': (_, { own }) => ({ resumeToken: own.resumeToken, media }),
  'call:leave': () => ({}),
  'call:signal': (_, { other }) => ({ to: other.participantId, epoch: 1 }),
  'call:update': () => ({ hand: true }),
  'call:moderate': (_, { other }) => ({ participantId: other.participantId, action: 'mute' }),
  'call:lock': () => ({ locked: true }),
  'call:knock': () => ({ knock: true }),
  'call:admit': ({ waiting }) => ({ userId: waiting.user.id, admit: true }),
  'call:ring': () => ({}),
  'call:decline': () => ({}),
  'call:react': () => ({ emoji: '👍' }),
}

/** What is asked from a seat of one's own. */
const seated = new Set([
  'call:resume',
  'call:leave',
  'call:signal',
  'call:update',
  'call:admit',
  'call:ring',
  'call:react',
])
const locked = new Set(['call:knock', 'call:admit'])

async function ask(thing: string, who: Who, scene: Scene): Promise<Told> {
  if (who === 'pending') scene.cast.holdBack()
  const name = thing as CommandName
  const { roomId } = scene.ids
  const { url, accessToken } = await scene.callerOf(who, 'token')
  const lines: Line[] = []
  const open = async (token: string) => {
    const line = await connect(url, token)
    lines.push(line)
    return line
  }
  try {
    const line = await open(accessToken)
    const sit = (on: Line) => on.ask('call:join', { roomId, media })
    const sitting = name.startsWith('call:') ? await sit(await open(scene.extra.accessToken)) : noCall
    const own = seated.has(name) ? await sit(line) : sitting
    if (locked.has(name)) await lock(scene, open)
    if (who === 'removed') await scene.remove()
    if (who === 'banned') await scene.ban()
    const seats = { other: seatOf(sitting), own: seatOf(own.ok ? own : sitting) }
    const input = { ...scene.ids, ...inputs[name](scene, seats) }
    return told(await line.ask(name, input as CommandInput<CommandName>))
  } catch (error) {
    const { data } = error as { data?: { code: ErrorCode; reason: string } }
    if (!data) throw error
    return { cell: String(statusOf[data.code]), body: String(error), error: data }
  } finally {
    for (const line of lines) {
      await line.ask('call:leave', { roomId })
      line.close()
    }
  }
}

function told(reply: Reply<unknown>): Told {
  if (reply.ok) return { cell: 'ok', body: '' }
  // Each command has a number of its own, whatever is said to it.
  const { requestId: _, ...error } = reply.error
  return { cell: String(statusOf[error.code]), body: JSON.stringify(error), error }
}

/**
 * The owner locks the call, and somebody knocks. Nobody can lock that of a
 * direct room, or of one that is not there.
 */
async function lock({ cast, ids: { roomId }, waiting }: Scene, open: (token: string) => Promise<Line>) {
  await (await open(cast.people.owner.accessToken)).ask('call:lock', { roomId, locked: true })
  await (await open(waiting.accessToken)).ask('call:knock', { roomId, knock: true })
}

const noCall: Reply<Seat> = { ok: false, error: { code: 'not_found', reason: '', message: '' } }
const seatOf = (joined: Reply<Seat>): Pick<Seat, 'participantId' | 'resumeToken'> =>
  joined.ok ? joined.data : { participantId: randomUUID(), resumeToken: 'none' }

const gone: Alike = { deactivated: { as: 'revoked' } }
const inGroups: Alike = { ...gone, banned: { as: 'removed' }, visitor: { as: 'guestIn' } }

export const commands: Door = {
  alike: { private: inGroups, public: inGroups, direct: gone },
  things: Object.keys(contract),
  isRead: () => false,
  ask,
  tables: {
    private: `
                out         removed     admin       adminIn     owner
                    revoked     guest       guestIn     member      mutedIn
                        other       bot         botIn       moderator   pending
room:watch      401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
room:unwatch    401 401 ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  403
message:post    401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  403 403
message:edit    401 401 404 404 404 404 404 403 403 403 ok  403 403 403 403
message:delete  401 401 404 404 404 404 404 403 403 403 ok  ok  ok  403 403
reaction:set    401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  403 403
read:mark       401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
typing:set      401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  403 403
call:join       401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
call:resume     401 401 403 404 403 403 403 ok  ok  ok  ok  ok  ok  ok  403
call:leave      401 401 ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  403
call:signal     401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
call:update     401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
call:moderate   401 401 404 404 404 404 404 403 403 403 403 ok  ok  403 403
call:lock       401 401 404 404 404 404 404 403 403 403 403 ok  ok  403 403
call:knock      401 401 404 404 404 404 404 ok  ok  ok  ok  409 409 ok  403
call:admit      401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
call:ring       401 401 404 404 404 404 404 409 409 409 409 409 409 409 403
call:decline    401 401 404 404 404 404 404 409 409 409 409 409 409 409 403
call:react      401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
`,
    public: `
                out         removed     admin       adminIn     owner
                    revoked     guest       guestIn     member      mutedIn
                        other       bot         botIn       moderator   pending
room:watch      401 401 403 403 404 404 403 ok  ok  ok  ok  ok  ok  ok  403
room:unwatch    401 401 ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  403
message:post    401 401 403 403 404 404 403 ok  ok  ok  ok  ok  ok  403 403
message:edit    401 401 403 403 404 404 403 403 403 403 ok  403 403 403 403
message:delete  401 401 403 403 404 404 403 403 403 403 ok  ok  ok  403 403
reaction:set    401 401 403 403 404 404 403 ok  ok  ok  ok  ok  ok  403 403
read:mark       401 401 403 403 404 404 403 ok  ok  ok  ok  ok  ok  ok  403
typing:set      401 401 403 403 404 404 403 ok  ok  ok  ok  ok  ok  403 403
call:join       401 401 403 403 404 404 403 ok  ok  ok  ok  ok  ok  ok  403
call:resume     401 401 403 403 403 403 403 ok  ok  ok  ok  ok  ok  ok  403
call:leave      401 401 ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  403
call:signal     401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
call:update     401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
call:moderate   401 401 403 403 404 404 403 403 403 403 403 ok  ok  403 403
call:lock       401 401 403 403 404 404 403 403 403 403 403 ok  ok  403 403
call:knock      401 401 403 403 404 404 403 ok  ok  ok  ok  409 409 ok  403
call:admit      401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
call:ring       401 401 404 404 404 404 404 409 409 409 409 409 409 409 403
call:decline    401 401 403 403 404 404 403 409 409 409 409 409 409 409 403
call:react      401 401 404 404 404 404 404 ok  ok  ok  ok  ok  ok  ok  403
`,
    direct: `
                out         removed     admin       adminIn     pending
                    revoked     guest       guestIn     member
                        other       bot         botIn       owner
room:watch      401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
room:unwatch    401 401 ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  403
message:post    401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
message:edit    401 401 404 404 404 404 404 403 403 403 ok  403 403
message:delete  401 401 404 404 404 404 404 403 403 403 ok  403 403
reaction:set    401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
read:mark       401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
typing:set      401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
call:join       401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
call:resume     401 401 403 404 403 403 403 ok  ok  ok  ok  ok  403
call:leave      401 401 ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  403
call:signal     401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
call:update     401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
call:moderate   401 401 404 404 404 404 404 403 403 403 403 403 403
call:lock       401 401 404 404 404 404 404 403 403 403 403 403 403
call:knock      401 401 404 404 404 404 404 409 409 409 409 409 403
call:admit      401 401 404 404 404 404 404 404 404 404 404 404 403
call:ring       401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
call:decline    401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
call:react      401 401 404 404 404 404 404 ok  ok  ok  ok  ok  403
`,
  },
}
