import { expect, test } from 'vitest'
import { memberships, users } from '#lib/db/schema.ts'
import type { Cluster } from '#lib/presence/cluster.ts'
import { rememberMembers } from '#lib/presence/members.ts'
import { trackOnline } from '#lib/presence/online.ts'
import { removeMember } from '#lib/rooms/members.ts'
import { createRoom, createUser } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { gatherActivity } from './activity.ts'

const world = await openWorld()
const alone: Cluster = { node: 'here', tell: () => undefined, hear: () => undefined }

test('whoever is removed while hundreds are told of news is told nothing, and the others all of it, once', async () => {
  const owner = await createUser(world)
  const room = await createRoom(owner)
  const crowd = Array.from({ length: 250 }, (_, n) => `crowd ${n}`)
  await world.db.write(async (tx) => {
    const [like] = await tx.select().from(users)
    if (!like) throw new Error('nobody is there')
    const [seat] = await tx.select().from(memberships)
    if (!seat) throw new Error('nobody is in the room')
    await tx.insert(users).values(crowd.map((id) => ({ ...like, id, email: `${id}@example.org` })))
    await tx
      .insert(memberships)
      .values(crowd.map((userId) => ({ ...seat, roomId: room.id, userId, role: 'member' as const })))
  })
  const online = trackOnline(alone, world.elapsed)
  for (const person of crowd) online.arrived(person)
  const members = rememberMembers(world.db, alone)
  const gone = crowd.at(-1) ?? ''
  const told: string[] = []
  let over = () => {}
  const all = new Promise<void>((resolve) => {
    over = resolve
  })
  let removed: Promise<unknown> | undefined
  // Asked again between two parts, when they have been removed.
  const of = async (roomId: string) => {
    await removed
    return members.of(roomId)
  }
  const tell = gatherActivity(
    { ...members, of },
    online,
    (people) => {
      told.push(...people)
      removed ??= removeMember(owner, room.id, gone).then(() => members.changed(room.id))
      if (told.length >= crowd.length - 1) over()
    },
    {
      elapsed: world.elapsed,
      failed: (error) => {
        throw error
      },
    },
  )
  tell(
    { roomId: room.id, lastSeq: 1, revision: 1 },
    { authorId: owner.viewer.userId, mentioned: [], quiet: false },
  )
  await all
  expect(new Set(told).size).toBe(told.length)
  expect(new Set(told)).toEqual(new Set(crowd.slice(0, -1)))
})
