import { setTimeout as pause } from 'node:timers/promises'
import type { Side } from '../run/sides.ts'
import { type Cost, costOf } from './cost.ts'
import { type Line, openLine } from './line.ts'

/** Rooms that people have open, each with its first member's number. */
export type Audience = { rooms: readonly { id: number; firstMember: number }[]; members: number }

/**
 * What deliveries cost while this many messages are under way at any time, written by everybody in turn. The
 * people of a room are spread over the servers. Throws when one delivery of all is missing in the end.
 */
export async function fanOut(servers: readonly Side[], audience: Audience, underWay: number): Promise<Cost> {
  const { rooms, members } = audience
  let [posted, delivered, goesOn] = [0, 0, true]
  const people: { line: Line; room: number }[] = []
  let failed: unknown = null

  const sayMore = () => {
    while (goesOn && posted * members - delivered < underWay * members) {
      const person = people[posted++ % people.length]
      person?.line.post(person.room).catch((error) => {
        failed ??= error
      })
    }
  }
  const heard = () => {
    delivered++
    sayMore()
  }
  // One of each room after the other, so that those who write in turn write in different rooms.
  for (let at = 0; at < members; at++) {
    const some = rooms.map(async ({ id, firstMember }) => {
      const side = servers[at % servers.length]
      if (!side) throw new Error('No server')
      const line = await openLine(side.port, await side.token(firstMember + at), heard)
      await line.watch(id)
      return { line, room: id }
    })
    people.push(...(await Promise.all(some)))
  }

  sayMore()
  const cost = await costOf(servers, () => delivered)
  goesOn = false
  for (let waits = 0; delivered < posted * members && waits < 100; waits++) await pause(100)
  for (const { line } of people) line.close()
  if (failed) throw failed
  if (delivered !== posted * members)
    throw new Error(`${posted} messages made ${delivered} deliveries, not ${posted * members}`)
  return cost
}
