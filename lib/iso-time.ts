import { dayMs, dayOf, dayText } from './day.ts'

const twoDigits = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'))

/** The day that was told last: times of one answer are mostly of few, and a Date takes long to write one. */
let day = Number.NaN
let text = ''

/** A time of the store, in whole milliseconds since 1970, as the API tells it: RFC 3339, in UTC. */
export function isoTime(ms: number): string {
  const ofDay = dayOf(ms)
  if (ofDay !== day) {
    text = dayText(ofDay)
    day = ofDay
  }
  const rest = ms - day * dayMs
  const s = Math.trunc(rest / 1_000)
  const m = Math.trunc(s / 60)
  return `${text}T${twoDigits[Math.trunc(m / 60)]}:${twoDigits[m % 60]}:${twoDigits[s % 60]}.${String(rest % 1_000).padStart(3, '0')}Z`
}
