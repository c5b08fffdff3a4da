import type { Formatter } from '#lib/words/translate.ts'

/** A moment in a letter: nobody knows where it will be read, so it names its zone. */
export const moment = (formats: Formatter, at: number): string =>
  formats.dateTime(at, { dateStyle: 'long', timeStyle: 'long', timeZone: 'UTC' })
