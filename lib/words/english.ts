import { createFormatter, createTranslator } from 'use-intl/core'
import { en } from './en/index.ts'
import { isolatedValues } from './isolated-values.ts'

/**
 * Words where no reader's language is known: over HTTP and sockets, and in the log. A key
 * and what it counts or names → a sentence.
 */
export const english = naming(createTranslator({ locale: 'en', messages: en, timeZone: 'UTC' }))

/** How lists, dates and numbers are written to go with them. */
export const englishFormats = createFormatter({ locale: 'en', timeZone: 'UTC' })

function naming<T extends (...args: never[]) => unknown>(translate: T): T {
  return new Proxy(translate, {
    apply: (_, self, [key, values, ...more]) =>
      Reflect.apply(translate, self, [key, values && isolatedValues(values, 'en'), ...more]),
  })
}
