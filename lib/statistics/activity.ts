import { accountTotals } from '#lib/accounts/days-here.ts'
import type { Context } from '#lib/context.ts'
import { dayOf, dayText } from '#lib/day.ts'
import { requireAdministrator } from '#lib/instance/require-administrator.ts'
import { roomTotals } from '#lib/rooms/totals.ts'
import { type Day, daysFrom } from './days.ts'
import type { Activity, ActivityQuery } from './schema.ts'

const nothing = { messages: 0, writers: 0, visitors: 0, calls: 0, callMs: 0 }

/** What was going on in the last days, today included, and what there is in all. For administrators. */
export async function activityOf(context: Context, { days: wanted }: ActivityQuery): Promise<Activity> {
  const { background, db, now, viewer } = context
  requireAdministrator(viewer)
  const { people, since } = await accountTotals(db.read)
  const today = dayOf(now())
  const first = today - wanted + 1
  // Before there was anybody nothing is counted, and nothing kept.
  const begun = Math.min(today, Math.max(first, since === null ? today : dayOf(since)))
  const before = Array.from({ length: begun - first }, (_, at) => ({ day: dayText(first + at), ...nothing }))
  const found = [...before, ...(await daysFrom(context, begun, today))]
  const totals = { people, ...(await roomTotals(db.read)), bytes: await background.storedBytes() }
  return { days: found.map(present), totals }
}

const present = ({ callMs, ...day }: Day) => ({ ...day, callMinutes: Math.round(callMs / 60_000) })
