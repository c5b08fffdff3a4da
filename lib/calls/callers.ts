import { and, type Column, eq, inArray, isNull, sql } from 'drizzle-orm'
import { personColumns, users } from '#lib/accounts/columns.ts'
import type { Person } from '#lib/accounts/schema.ts'
import type { Queries } from '#lib/db/open.ts'
import { participants } from '#lib/db/tables/calls.ts'

/*
 * What the list of rooms asks of their calls.
 */

type InCall = { room: { id: string }; inCall: number }

/**
 * Who is in the calls of these rooms, each person once, as a look-up:
 * one statement, and none where nobody calls.
 */
export async function callersIn(on: Queries, found: InCall[]): Promise<(roomId: string) => Person[]> {
  const roomIds = found.filter(({ inCall }) => inCall > 0).map(({ room }) => room.id)
  if (roomIds.length === 0) return () => []
  const rows = await on
    .selectDistinct({
      roomId: participants.roomId,
      ...personColumns,
    })
    .from(participants)
    .innerJoin(users, eq(users.id, participants.userId))
    .where(and(inArray(participants.roomId, roomIds), isNull(participants.leftAt)))
  rows.sort((a, b) => a.name.localeCompare(b.name))
  return (roomId) =>
    rows.filter((row) => row.roomId === roomId).map(({ id, name, avatarUrl }) => ({ id, name, avatarUrl }))
}

/** How many sit in a room's call, as a part of a statement. */
export const participantCount = (roomId: Column) =>
  sql`(select count(*) from ${participants} where ${participants.roomId} = ${roomId} and ${participants.leftAt} is null)`
