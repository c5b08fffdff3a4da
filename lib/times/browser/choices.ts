export type TimeChoice = { name: 'inAnHour' | 'tomorrow' | 'monday'; at: Date }

/** When a working day begins. */
const morning = 9

const inDays = (now: Date, days: number): Date =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, morning)

/** The times people choose most, by the clock of this machine. On a Sunday tomorrow is the next Monday. */
export const timeChoices = (now: Date): TimeChoice[] => {
  const toMonday = (8 - now.getDay()) % 7 || 7
  return [
    { name: 'inAnHour', at: new Date(now.getTime() + 3_600_000) },
    { name: 'tomorrow', at: inDays(now, 1) },
    ...(toMonday > 1 ? [{ name: 'monday' as const, at: inDays(now, toMonday) }] : []),
  ]
}

const twoDigits = (part: number) => String(part).padStart(2, '0')

/** A time as a field of the type datetime-local holds it: by the clock of this machine. */
export const fieldTime = (at: Date): string => {
  const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map(twoDigits).join('-')
  return `${day}T${[at.getHours(), at.getMinutes()].map(twoDigits).join(':')}`
}
