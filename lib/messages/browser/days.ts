const dayMs = 86_400_000

/** A day of this machine's calendar as a number: the next one is one more, however many hours it has. */
const dayOf = (at: Date): number => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / dayMs

/** How many days of the reader's calendar ago it was. */
export const daysAgo = (at: Date, now: Date): number => dayOf(now) - dayOf(at)
