import { forgetDaysHere } from '#lib/accounts/days-here.ts'
import { every } from '#lib/jobs/kind.ts'
import { daysFrom, lastSettled } from './days.ts'

/** So many days it is known who was here: so long the server may be away before their number is kept. */
const knownDays = 7

export const statisticsJobs = [
  every(3_600_000, {
    name: 'statistics.days',
    run: async (world) => {
      const last = lastSettled(world.now())
      await daysFrom(world, last - knownDays + 1, last)
      await world.db.write((tx) => forgetDaysHere(tx, last - knownDays + 1))
    },
  }),
] as const
