import { IntlProvider, useLocale, useMessages } from 'next-intl'
import { type ComponentType, type ReactNode, useMemo } from 'react'
import calls from '#lib/words/en/calls.json' with { type: 'json' }

/**
 * A part of a call, with the English words of calls: the page has all others
 * (lib/words/en/index.browser.ts).
 */
export const withCallWords = <P extends object>(Part: ComponentType<P>) =>
  function InCallWords(props: P) {
    return (
      <CallWords>
        <Part {...props} />
      </CallWords>
    )
  }

function CallWords({ children }: { children: ReactNode }) {
  const locale = useLocale()
  const words = useMessages()
  // Another language is all in one file.
  const all = useMemo(() => (locale === 'en' ? { ...words, calls } : words), [locale, words])
  return (
    <IntlProvider locale={locale} messages={all}>
      {children}
    </IntlProvider>
  )
}
