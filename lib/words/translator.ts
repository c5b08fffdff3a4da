import { createTranslator } from 'use-intl/core'
import type { Catalogue } from './catalogue.ts'
import { isolatedValues } from './isolated-values.ts'
import type { Translate } from './translate.ts'

/** Words of a language outside of pages: a key and what it counts or names → a sentence. */
export const translatorOf = (locale: string, messages: Catalogue): Translate =>
  naming(createTranslator({ locale, messages, timeZone: 'UTC' }), locale)

function naming<T extends (...args: never[]) => unknown>(translate: T, locale: string): T {
  return new Proxy(translate, {
    apply: (_, self, [key, values, ...more]) =>
      Reflect.apply(translate, self, [key, values && isolatedValues(values, locale), ...more]),
  })
}
