import { createFormatter } from 'use-intl/core'
import { en } from './en/index.ts'
import { translatorOf } from './translator.ts'

/**
 * Words where no reader's language is known: over HTTP and sockets, and in the log. A key
 * and what it counts or names → a sentence.
 */
export const english = translatorOf('en', en)

/** How lists, dates and numbers are written to go with them. */
export const englishFormats = createFormatter({ locale: 'en', timeZone: 'UTC' })
