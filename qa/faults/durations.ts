const units = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 }

/** A time as people write it: `500 ms`, `10 s`, `2 min`, `-1 h`. */
export type Duration = `${number} ${keyof typeof units}`

export function msOf(duration: Duration): number {
  const [count, unit] = duration.split(' ')
  const ms = Number(count) * (units[unit as keyof typeof units] ?? Number.NaN)
  if (Number.isNaN(ms)) throw new Error(`${duration} is no time: write it as 10 s`)
  return ms
}
