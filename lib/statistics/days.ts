import { gte } from 'drizzle-orm'
import { peopleHereOn } from '#lib/accounts/days-here.ts'
import { callsOn } from '#lib/calls/per-day.ts'
import type { World } from '#lib/context.ts'
import { dayOf, dayText } from '#lib/day.ts'
import type { Queries } from '#lib/db/open.ts'
import { days } from '#lib/db/schema.ts'
import { writtenOn } from '#lib/messages/per-day.ts'

export type Day = typeof days.$inferSelect

/** What began before midnight is stored by then. */
const settledMs = 10 * 60_000

/** The last day that nothing is added to any more. */
export const lastSettled = (now: number): number => dayOf(now - settledMs) - 1

/** A day as it is now. */
async function countDay(on: Queries, day: number): Promise<Day> {
  const visitors = await peopleHereOn(on, day)
  return { day: dayText(day), visitors, ...(await writtenOn(on, day)), ...(await callsOn(on, day)) }
}

/** Days from one to another, the first one in front: those that are over are counted once, and kept. */
export async function daysFrom({ db, now }: Pick<World, 'db' | 'now'>, first: number, last: number) {
  const settled = lastSettled(now())
  const kept = await db.read
    .select()
    .from(days)
    .where(gte(days.day, dayText(first)))
  const known = new Map(kept.map((row) => [row.day, row]))
  const found: Day[] = []
  const fresh: Day[] = []
  for (let day = first; day <= last; day++) {
    const before = known.get(dayText(day))
    const row = before ?? (await countDay(db.read, day))
    found.push(row)
    if (!before && day <= settled) fresh.push(row)
  }
  if (fresh.length > 0) await db.write((tx) => tx.insert(days).values(fresh).onConflictDoNothing())
  return found
}
