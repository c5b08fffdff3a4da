import { readFile } from 'node:fs/promises'
import { createFormatter } from 'use-intl/core'
import type { Catalogue } from './catalogue.ts'
import { english } from './english.ts'
import { wantedLocales } from './locale.ts'
import type { Formatter, Translate } from './translate.ts'
import { translatorOf } from './translator.ts'

/** Somebody who reads outside of a page. */
export type Reader = { locale: string; t: Translate; formats: Formatter }

/**
 * Words for whoever wants these languages (Accept-Language; "" where they are not known): of the first one
 * that there is a catalogue of, English otherwise.
 */
export async function readerOf(languages: string): Promise<Reader> {
  for (const tag of wantedLocales(languages))
    for (const locale of new Set([tag, new Intl.Locale(tag).language])) {
      if (locale === 'en') return inEnglish
      const words = await wordsOf(locale)
      if (words) return readerIn(locale, translatorOf(locale, words))
    }
  return inEnglish
}

const readerIn = (locale: string, t: Translate): Reader => ({
  locale,
  t,
  formats: createFormatter({ locale, timeZone: 'UTC' }),
})
const inEnglish = readerIn('en', english)

const found = new Map<string, Catalogue>()

/**
 * Read as a file: what is bundled for pages is compiled, and no bundle has a file of which only its name is
 * known.
 */
async function wordsOf(locale: string): Promise<Catalogue | null> {
  const known = found.get(locale)
  if (known) return known
  const text = await readFile(`lib/words/languages/${locale}.json`, 'utf8').catch(() => null)
  if (text === null) return null
  const words: Catalogue = JSON.parse(text)
  found.set(locale, words)
  return words
}
