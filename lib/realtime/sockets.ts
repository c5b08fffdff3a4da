import type { Server, Socket } from 'socket.io'
import type { Viewer } from '#lib/accounts/schema.ts'
import { channel } from './channels.ts'
import type { ClientToServer, ServerToClient } from './contract.ts'

/** What the server keeps about a connection. */
type Connection = {
  viewer: Viewer
  /** Of the page it comes from, where it comes from one. */
  build: string | null
  /** When the viewer was last looked up: a session or a name may have changed since. */
  checkedAt: number
  /** The database's, from before the viewer was looked up first. */
  stamp: number | null
  /** The participant this socket is, in each room's call it takes part in. */
  seats: Map<string, string>
  /** The rooms before whose locked calls it waits. */
  knocks: Set<string>
}

type None = Record<string, never>
export type Io = Server<ClientToServer, ServerToClient, None, Connection>
export type RoomsSocket = Socket<ClientToServer, ServerToClient, None, Connection>

/** Whether it sits in a call: whatever ends the seat takes it out of that channel. */
export const isSeated = ({ rooms }: Pick<RoomsSocket, 'rooms'>): boolean =>
  [...rooms].some((name) => name.startsWith(channel.call('')))
