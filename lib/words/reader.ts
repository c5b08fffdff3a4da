import { headers } from 'next/headers'
import { cache } from 'react'
import { type Catalogue, catalogueOf } from './catalogue.ts'
import { wantedLocales } from './locale.ts'

type Reader = {
  /** The language of the words: the first wanted one that there is a catalogue of, English otherwise. */
  locale: string
  words: Catalogue
  /** How dates, times and numbers are written: as the reader wants them most, whatever the words are. */
  formats: string
}

/** Who reads this page, as their browser tells. */
export const currentReader = cache(async (): Promise<Reader> => {
  const wanted = wantedLocales((await headers()).get('accept-language'))
  const formats = wanted[0] ?? 'en'
  for (const tag of wanted)
    for (const locale of new Set([tag, new Intl.Locale(tag).language])) {
      const words = await catalogueOf(locale).catch(() => null)
      if (words) return { locale, words, formats }
    }
  return { locale: 'en', words: await catalogueOf('en'), formats }
})
