import type { Context } from '#lib/context.ts'
import type { Members } from '#lib/presence/members.ts'
import type { Online } from '#lib/presence/online.ts'
import type { Typing } from '#lib/presence/typing.ts'
import type { RoomsSocket } from './sockets.ts'

export type Presence = { online: Online; typing: Typing; members: Members; node: string }
/** What a command meets: the world as its sender does, and the socket it came over. */
export type Door = Context & { socket: RoomsSocket; presence: Presence }
