import { requireUse } from '#lib/accounts/policy.ts'
import type { World } from '#lib/context.ts'
import { isRefusal, Refusal, type Reply, replyError } from '#lib/errors.ts'
import { parsed } from '#lib/http/parse.ts'
import { keyedQueue } from '#lib/keyed-queue.ts'
import type { Services } from '#lib/services.ts'
import { cut } from '#lib/text/cut.ts'
import { hasRead } from './backlog.ts'
import type { Presence } from './command-context.ts'
import { type CommandName, type CommandParsed, commands } from './contract.ts'
import { endIfRevoked } from './disconnect.ts'
import { handlers } from './handlers.ts'
import type { RoomsSocket } from './sockets.ts'
import { bucket } from './token-bucket.ts'

type Acknowledge = (reply: Reply<unknown>) => void

/** A socket that was refused so many more commands than it was granted is closed: it does not listen. */
const patience = 1_000
/** How old the knowledge of a socket's viewer may be. */
const freshMs = 5_000
const slowMs = 250
const ofCalls = new Set<CommandName>(['call:join', 'call:resume', 'call:leave', 'call:signal'])
const ofRooms = new Set<CommandName>(['room:watch', 'room:unwatch'])

/**
 * The queue in which a command waits for the one before, if it does: a leave that overtook its join would
 * leave a ghost, a candidate that overtook its description is lost, a room that was closed would be open.
 */
function queueOf(name: CommandName, input: unknown): string | null {
  if (ofCalls.has(name)) return 'calls'
  return ofRooms.has(name) ? `room ${(input as CommandParsed<'room:unwatch'>).roomId}` : null
}

/**
 * Answers every command of a socket. Nothing a client sends throws, and
 * nothing goes unanswered that can be answered.
 */
export function answerCommands(
  socket: RoomsSocket,
  { world, logs, metrics, tracing }: Services,
  presence: Presence,
): void {
  const { env } = world
  const { sockets: log } = logs
  const connectionId = socket.request.headers['x-request-id']
  const all = bucket(env.LIMIT_COMMANDS_PER_SECOND, env.LIMIT_COMMANDS_PER_SECOND * 3)
  const signalling = bucket(env.LIMIT_SIGNALS_PER_SECOND, env.LIMIT_SIGNALS_BURST)
  let heard = 0
  let refused = 0
  const inQueue = keyedQueue()

  function spend(name: string) {
    const wait = name === 'call:signal' ? signalling.take() : all.take()
    if (wait === 0) {
      refused = Math.max(0, refused - 1)
      return
    }
    refused += 1
    if (refused > patience) socket.disconnect(true)
    throw new Refusal('rate_limited', 'limits.commands', {}, { retryAfterMs: wait })
  }

  async function answer(name: string, input: unknown) {
    spend(name)
    if (!isCommand(name)) throw new Refusal('invalid_input', 'http.unknownCommand', { name: cut(name, 40) })
    return world.turns.commands(socket.data.viewer.userId, async () => {
      const { needs, input: shape } = commands[name]
      requireUse(socket.data.viewer, needs)
      const checked = parsed(shape, input, 'http.command')
      const work = async () => {
        await hasRead(socket, env.LIMIT_SOCKET_BUFFER_BYTES)
        return obey(name, checked)
      }
      const queue = queueOf(name, checked)
      return queue === null ? work() : inQueue(queue, work)
    })
  }

  async function obey(name: CommandName, input: unknown) {
    await renew(socket, world)
    // One table of parsers and one of handlers, both indexed by the name: the pair
    // fits, which a union of names cannot show.
    const handle = handlers[name] as (door: object, input: unknown) => Promise<unknown>
    return handle({ ...world, viewer: socket.data.viewer, socket, presence }, input)
  }

  async function hear(name: string, sent: unknown[]) {
    const last = sent.at(-1)
    const reply = typeof last === 'function' ? (last as Acknowledge) : undefined
    const startedAt = performance.now()
    heard += 1
    // By what stands before the dot the log knows the connection.
    const requestId = `${connectionId}.${heard}`
    const line = () => ({
      requestId,
      event: isCommand(name) ? name : 'unknown',
      userId: socket.data.viewer.userId,
      durationMs: Math.round(performance.now() - startedAt),
    })
    try {
      const work = () => answer(name, sent[0])
      const data = await (tracing && isCommand(name) ? tracing.command(name, requestId, work) : work())
      reply?.({ ok: true, data })
      metrics?.command(name, 'ok', performance.now() - startedAt)
      if (performance.now() - startedAt > slowMs) log.info(line(), 'slow command')
      else if (log.isLevelEnabled('debug')) log.debug(line(), 'command')
    } catch (error) {
      const told = replyError(error)
      const { code } = told
      metrics?.command(isCommand(name) ? name : 'unknown', code, performance.now() - startedAt)
      if (!isRefusal(error)) log.error({ ...line(), err: error }, 'command failed')
      else if (code === 'forbidden' || log.isLevelEnabled('debug'))
        log[code === 'forbidden' ? 'info' : 'debug']({ ...line(), code }, 'command refused')
      reply?.({ ok: false, error: { ...told, requestId } })
    }
  }

  // A client may put anything in the place of the name.
  socket.onAny((name: unknown, ...sent: unknown[]) => void hear(String(name), sent))
}

const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name)

/**
 * A name or a session may change while a socket lives; and should word of a revoked
 * session be lost on its way, this ends it.
 */
async function renew(socket: RoomsSocket, world: World) {
  const at = world.elapsed()
  if (at - socket.data.checkedAt < freshMs) return
  const viewer = await endIfRevoked(socket, world)
  if (!viewer) throw new Refusal('unauthenticated', 'accounts.sessionEnded')
  socket.data.viewer = viewer
  socket.data.checkedAt = at
}
