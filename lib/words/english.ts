import { createTranslator } from 'use-intl/core'
import { en } from './en/index.ts'

/** Words where no reader's language is known: over HTTP and sockets, and in the log. A key and what it counts or names → a sentence. */
export const english = createTranslator({ locale: 'en', messages: en, timeZone: 'UTC' })
