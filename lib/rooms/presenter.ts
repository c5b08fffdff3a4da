import { callersIn } from '#lib/calls/callers.ts'
import type { Queries } from '#lib/db/open.ts'
import { companionsIn } from './companions.ts'
import { presentRoom, presentSummary } from './present.ts'
import type { SeenRow } from './rows.ts'
import type { Room } from './schema.ts'

/** Rows to rooms, with what is not in one statement with them. */
export const presenter = async (on: Queries, viewerId: string, rows: SeenRow[]) => {
  const companions = await companionsIn(
    on,
    viewerId,
    rows.map((row) => row.room),
  )
  const callers = await callersIn(on, rows)
  return (row: SeenRow): Room =>
    presentRoom(
      presentSummary(row.room, row.creator, row.inCall, callers(row.room.id)),
      row,
      companions(row.room),
    )
}
