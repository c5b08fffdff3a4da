import type { z } from 'zod'
import type { World } from '#lib/context.ts'
import { Final } from '#lib/jobs/final.ts'
import { jobKind } from '#lib/jobs/kind.ts'
import { handOver, type Mail } from './hand-over.ts'
import { isMailSetUp } from './set-up.ts'

/**
 * Describes a mail that is sent as a job. What it says, with any link in it, is made when it is handed over,
 * so that neither stands in the database; null says that nobody is to get it any more.
 */
export const mailJob = <const Name extends `mail.${string}`, Payload>(
  name: Name,
  payload: z.ZodType<Payload>,
  compose: (world: World, payload: Payload) => Promise<Mail | null>,
  remains?: (payload: Payload) => Payload,
) =>
  jobKind({
    name,
    payload,
    atOnce: 2,
    ...(remains && { remains }),
    run: async (world, given, underWay) => {
      if (!isMailSetUp(world.env)) throw new Final('No mail is set up any more.')
      const mail = await compose(world, given)
      if (mail) await handOver(world, mail, underWay)
    },
  })
