import { viewerOf } from '#lib/accounts/sessions.ts'
import { renewGuestLink } from '#lib/guests/links.ts'
import { visit } from '#lib/guests/visits.ts'
import { listMembers } from '#lib/rooms/queries.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { client, createUser, type Someone } from './factories.ts'
import { openWorld } from './world.ts'

/** A world in which rooms are opened to guests, and guests come in. */
export async function openWorldOfGuests() {
  const world = await openWorld({ LIMIT_REGISTRATIONS_PER_10MIN: '100000' })
  const opened = async (owner: Someone, room: Room, life = day) =>
    tokenIn((await renewGuestLink(owner, room.id, life)).url)
  return {
    world,
    ada: await createUser(world, 'Ada', 'admin'),
    ana: await createUser(world, 'Ana'),
    bob: await createUser(world, 'Bob'),
    /** Opens a room anew, and gives the token of its link. */
    opened,
    /** Comes in by a link, as a browser does. */
    come: async (token: string, name = 'Gus'): Promise<Someone> => {
      const { session } = await visit(world, { token, name }, client, 'browser')
      const viewer = await viewerOf(world, session.id)
      if (!viewer) throw new Error('the new session is not good')
      return { ...world, viewer }
    },
    isHere: async ({ viewer }: Someone) => (await viewerOf(world, viewer.sessionId)) !== null,
  }
}

export const day = { expiresInMs: 86_400_000 }
export const tokenIn = (url: string) => url.split('/').at(-1) ?? ''
export const namesIn = async (someone: Someone, room: Room) =>
  (await listMembers(someone, room.id, { limit: 100 })).items.map(({ name }) => name)
