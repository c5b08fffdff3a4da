'use client'

import { IntlProvider } from 'next-intl'
import { type ReactNode, use, useMemo } from 'react'
import { catalogueOf } from '#lib/words/catalogue.ts'
import { en } from '#lib/words/en/index.ts'
import { FormatsContext, formatsOf, timeZone } from './use-formats.ts'

type Props = { locale: string; formats: string; children: ReactNode }

/**
 * Brings the words of the language that the server chose: as a script,
 * which the browser keeps, not with each page.
 */
export function Words({ locale, formats, children }: Props) {
  // English is among the page's first scripts, so that nothing waits for it.
  const words = locale === 'en' ? en : use(catalogueOf(locale))
  return (
    <IntlProvider locale={locale} messages={words} timeZone={timeZone}>
      <FormatsContext value={useMemo(() => formatsOf(formats), [formats])}>{children}</FormatsContext>
    </IntlProvider>
  )
}
