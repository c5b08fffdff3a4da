import { setTimeout as pause } from 'node:timers/promises'
import type { Side } from '../run/sides.ts'
import { type Cost, costOf } from './cost.ts'
import { type Line, openLine } from './line.ts'

/** Rooms that people have open, each with its first member's number. */
export type Audience = { rooms: readonly { id: number; firstMember: number }[]; members: number }

/** So many messages on their way at any time, or so many in a second. */
export type Pace = { underWay: number } | { perSecond: number }

/**
 * What deliveries cost at this pace, written by everybody in turn. The people of a room are spread over the
 * servers; what is measured may be others beside them. Throws when one delivery of all is missing in the end.
 */
export async function fanOut(
  servers: readonly Side[],
  audience: Audience,
  pace: Pace,
  measured = servers,
): Promise<Cost> {
  const { rooms, members } = audience
  let [posted, delivered, goesOn] = [0, 0, true]
  const people: { line: Line; room: number }[] = []
  let failed: unknown = null
  let began = 0

  const sayMore = () => {
    const due =
      'underWay' in pace
        ? delivered / members + pace.underWay
        : ((performance.now() - began) / 1_000) * pace.perSecond
    while (goesOn && posted < due) {
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
    const some = rooms.map(async ({ id, firstMember }, room) => {
      const side = servers[(room + at) % servers.length]
      if (!side) throw new Error('No server')
      const line = await openLine(side.port, await side.token(firstMember + at), heard)
      await line.watch(id)
      return { line, room: id }
    })
    people.push(...(await Promise.all(some)))
  }

  began = performance.now()
  const clock = setInterval(sayMore, 5)
  const cost = await costOf(measured, () => delivered)
  goesOn = false
  clearInterval(clock)
  for (let waits = 0; delivered < posted * members && waits < 100; waits++) await pause(100)
  for (const { line } of people) line.close()
  if (failed) throw failed
  if (delivered !== posted * members)
    throw new Error(`${posted} messages made ${delivered} deliveries, not ${posted * members}`)
  return cost
}
