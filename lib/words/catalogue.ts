import { en } from '#lib/words/en/index.ts'

export type Catalogue = typeof en

const catalogues = new Map<string, Promise<Catalogue>>([['en', Promise.resolve(en)]])

/** The words of a language (`languages/<tag>.json`, all of it in one file); rejects where there is none. */
export function catalogueOf(locale: string): Promise<Catalogue> {
  const known = catalogues.get(locale)
  if (known !== undefined) return known
  const loading = import(/* turbopackOptional: true */ `./languages/${locale}.json`, {
    with: { type: 'json' },
  }).then((file: { default: Catalogue }) => file.default)
  catalogues.set(locale, loading)
  // Whoever asks for what is not there takes no place.
  loading.catch(() => catalogues.delete(locale))
  return loading
}
