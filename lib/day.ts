export const dayMs = 86_400_000

/** The day of a moment, as days since 1970 in UTC: what is counted by day is counted alike for everybody. */
export const dayOf = (at: number): number => Math.floor(at / dayMs)

/** How such a day is written: 2026-01-31. */
export const dayText = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10)
