import type { World } from '#lib/context.ts'

/** Of the room nothing is told. */
const left = { visibility: 'private', isActive: true, memberCount: 0, lastSeq: 0 } as const

/**
 * Ends the seats of people as the end of their right to the room does, or of
 * everybody as the archiving of the room does.
 */
export const endSeats = ({ change }: World, roomId: string, people: string[] | 'all'): Promise<void> =>
  change(async (_tx, note) => {
    if (people === 'all') note('room.changed', { roomId, type: 'video', isActive: false })
    else
      for (const userId of people) note('membership.ended', { roomId, userId, reason: 'removed', room: left })
  })

/** The same as the end of a session does. */
export const endSeatsOfSession = ({ change }: World, userId: string, sessionId: string): Promise<void> =>
  change(async (_tx, note) => note('session.ended', { sessionId, userId, reason: 'revoked' }))
