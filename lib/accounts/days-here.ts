import { count, eq, isNull, lt, min } from 'drizzle-orm'
import { dayOf, dayText } from '#lib/day.ts'
import type { Queries } from '#lib/db/open.ts'
import { daysHere, users } from '#lib/db/schema.ts'

/** Notes that somebody was here on this day; belongs to the write that notes when their session was used. */
export async function noteDayHere(tx: Queries, userId: string, at: number): Promise<void> {
  await tx
    .insert(daysHere)
    .values({ userId, day: dayText(dayOf(at)) })
    .onConflictDoNothing()
}

/** How many people were here on a day, as far as it is still known. */
export async function peopleHereOn(on: Queries, day: number): Promise<number> {
  const [found] = await on
    .select({ n: count() })
    .from(daysHere)
    .where(eq(daysHere.day, dayText(day)))
  return found?.n ?? 0
}

/** Forgets who was here before a day. */
export async function forgetDaysHere(tx: Queries, before: number): Promise<void> {
  await tx.delete(daysHere).where(lt(daysHere.day, dayText(before)))
}

/** How many accounts are in use, and since when there are any. */
export async function accountTotals(on: Queries): Promise<{ people: number; since: number | null }> {
  const [active] = await on.select({ n: count() }).from(users).where(isNull(users.deactivatedAt))
  const [first] = await on.select({ at: min(users.createdAt) }).from(users)
  return { people: active?.n ?? 0, since: first?.at ?? null }
}
