import type { Seen } from './load.ts'

/** What people would feel, and what docs/scaling.md calls late. */
export const bounds = { reachedMs: 100, lagMs: 50 }
/** The most that was well, what was seen then, and what was seen of too much, where that was reached. */
export type Top = { most: number; seen: Seen; beyond: Seen | null }

const isWell = ({ failed, reachedMs, lagMs }: Seen) =>
  failed === null && reachedMs <= bounds.reachedMs && lagMs <= bounds.lagMs

/** So busy the server, or whoever makes the load, has nothing more to give. */
export const full = 0.9
/** Between what is well and what is too much it is not looked for closer than that. */
const near = 1.3

/**
 * Asks for ever more, in steps that become smaller as the server has less to give, until it is too much or
 * the time is over. What was too much is asked a second time: on a machine that does other things, too, one
 * of those may have been why. null where whatever was tried was too much.
 */
export async function stepUp(
  first: number,
  tryIt: (amount: number) => Promise<Seen>,
  isOver: () => boolean,
): Promise<Top | null> {
  let well = null as { most: number; seen: Seen } | null
  let beyond = null as { least: number; seen: Seen } | null
  for (let amount = first; ; ) {
    let seen = await tryIt(amount)
    if (!isWell(seen) && !isOver()) seen = await tryIt(amount)
    if (isWell(seen)) well = { most: amount, seen }
    else beyond = { least: amount, seen }
    const isClose = well && beyond && beyond.least / well.most < near
    if (isOver() || isClose || (well && well.seen.ownBusy > full))
      return well && { ...well, beyond: beyond?.seen ?? null }
    if (!well) amount /= 4
    else if (beyond) amount = Math.sqrt(well.most * beyond.least)
    else amount *= Math.max(near, Math.min(4, full / Math.max(seen.busy, seen.ownBusy, 0.01)))
  }
}
