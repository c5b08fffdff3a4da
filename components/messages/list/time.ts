const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' })
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' })
const dayAndYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long', year: 'numeric' })
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' })
const dayMs = 86_400_000

export const clockTime = (at: string): string => clock.format(new Date(at))
/** Without "AM" and "PM": it stands in the narrow margin under a time that has them. */
export const marginTime = (at: string): string =>
  clock
    .formatToParts(new Date(at))
    .filter(({ type }) => type !== 'dayPeriod')
    .map(({ value }) => value)
    .join('')
    .trim()
export const fullTime = (at: string): string => full.format(new Date(at))

export const dayName = (at: string, now = new Date()): string => {
  const date = new Date(at)
  if (date.toDateString() === now.toDateString()) return 'Today'
  if (date.toDateString() === new Date(now.getTime() - dayMs).toDateString()) return 'Yesterday'
  return date.getFullYear() === now.getFullYear() ? day.format(date) : dayAndYear.format(date)
}
