const unitMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }
const units = {
  m: 'minute',
  min: 'minute',
  minute: 'minute',
  h: 'hour',
  hour: 'hour',
  d: 'day',
  day: 'day',
} as const

const isUnit = (word: string): word is keyof typeof units => Object.hasOwn(units, word)
const span = /^(?:in )?(an?|\d{1,4}) ?([a-z]+)$/
const clock = /^(?:(today|tomorrow) ?)?(?:at )?(?:(\d{1,2}):(\d{2}))?$/
const morning = 9

/**
 * The time that English words say, by the clock of this machine: "in 20 minutes", "2h", "tomorrow",
 * "tomorrow at 14:30", "at 9:00". Null when they say none to come, or something else too.
 */
export const saidTime = (words: string, now: Date): Date | null => {
  const said = words.trim().toLowerCase().replace(/\s+/g, ' ')
  const at = spanFrom(said, now) ?? clockOn(said, now)
  return at && at > now ? at : null
}

const spanFrom = (said: string, now: Date): Date | null => {
  const [, count = '', word = ''] = span.exec(said) ?? []
  const unit = isUnit(word) ? word : word.replace(/s$/, '')
  if (!isUnit(unit)) return null
  return new Date(now.getTime() + (/\d/.test(count) ? Number(count) : 1) * unitMs[units[unit]])
}

const clockOn = (said: string, now: Date): Date | null => {
  const [, day, hours, minutes] = clock.exec(said) ?? []
  if (day !== 'tomorrow' && hours === undefined) return null
  const [hour, minute] = [Number(hours ?? morning), Number(minutes ?? 0)]
  if (hour > 23 || minute > 59) return null
  const days = day === 'tomorrow' ? 1 : 0
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour, minute)
}
