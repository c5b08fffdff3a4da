import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { Translate } from './translate.ts'

/** The `generateMetadata` of a page whose title is the same for everybody. */
export const titled = (title: (t: Translate) => string) => async (): Promise<Metadata> => ({
  title: title(await getTranslations()),
})
