import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { Room } from '#lib/rooms/schema.ts'
import { createRoom, type Line, type Program, say } from '../client.ts'
import type { Server } from '../server.ts'

/** A room of two, both with it open. */
export async function together(
  owner: Program,
  other: Program,
  room: object = {},
): Promise<{ room: Room; a: Line; b: Line }> {
  const made = await createRoom(owner, [other], room)
  const [a, b] = [await owner.connect(), await other.connect()]
  for (const line of [a, b]) await line.send('room:watch', { roomId: made.id })
  return { room: made, a, b }
}

/** Two people who talk while somebody else misbehaves: whatever happens to that one, they notice nothing. */
export async function bystanders(server: Server, ana: Program, bob: Program) {
  const { room, a, b } = await together(ana, bob)
  return {
    undisturbed: async () => {
      const said = await say(a, room.id, `still here ${randomUUID()}`)
      await b.next('message:posted', ({ id }) => id === said.id)
      expect(server.process.exitCode).toBeNull()
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
      expect([a.socket.connected, b.socket.connected]).toEqual([true, true])
      a.close()
      b.close()
    },
  }
}
