import { io, type Socket } from 'socket.io-client'
import { ownBuild } from '#lib/build/browser/own-build.ts'
import { Refusal, type Reply, revived } from '#lib/errors.ts'
import type {
  ClientToServer,
  CommandData,
  CommandInput,
  CommandName,
  EventName,
  EventPayload,
  Handshake,
  ServerToClient,
} from '#lib/realtime/contract.ts'
import { protocol } from '#lib/realtime/protocol.ts'
import { heardRefusal } from './server-state.ts'

/** How long a command may stay without an answer before the caller hears `unavailable`. */
const replyTimeoutMs = 10_000

let shared: Socket<ServerToClient, ClientToServer> | undefined

/** The page's one socket. WebSocket only, so that several processes need no sticky sessions. */
export const socket = (): Socket<ServerToClient, ClientToServer> => {
  shared ??= io({
    path: '/socket.io',
    transports: ['websocket'],
    reconnectionDelayMax: 5_000,
    auth: { protocol, build: ownBuild() } satisfies Handshake,
  })
  return shared
}

/**
 * Sends a command and waits for its reply. Rejects with a Refusal: the
 * server's own, or `unavailable` when none came.
 */
export const send = async <C extends CommandName>(
  name: C,
  input: CommandInput<C>,
  timeoutMs = replyTimeoutMs,
): Promise<CommandData<C>> => {
  let reply: Reply<CommandData<C>>
  try {
    const emit = socket().timeout(timeoutMs) as unknown as {
      emitWithAck: (name: C, input: CommandInput<C>) => Promise<Reply<CommandData<C>>>
    }
    reply = await emit.emitWithAck(name, input)
  } catch {
    throw new Refusal('unavailable', 'noAnswer', {}, { unanswered: true })
  }
  if (reply.ok) return reply.data
  throw heardRefusal(revived(reply.error))
}

/** Opens a new line in place of one on which the server has gone silent. */
export const reopen = () => {
  if (socket().connected) socket().io.engine.close()
}

/** Listens to an event; returns how to stop. */
export const on = <E extends EventName>(name: E, hear: (payload: EventPayload<E>) => void) => {
  const listener = hear as never
  socket().on(name, listener)
  return () => {
    socket().off(name, listener)
  }
}
