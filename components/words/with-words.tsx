import { IntlProvider, type Messages, useLocale, useMessages } from 'next-intl'
import { type ComponentType, type ReactNode, useMemo } from 'react'

type Own = Partial<{ [Domain in keyof Messages]: object }>

/** A part with English words of its own: the page has all others (lib/words/en/index.browser.ts). */
export const withWords =
  (own: Own) =>
  <P extends object>(Part: ComponentType<P>) =>
    function WithWords(props: P) {
      return (
        <OwnWords own={own}>
          <Part {...props} />
        </OwnWords>
      )
    }

function OwnWords({ own, children }: { own: Own; children: ReactNode }) {
  const locale = useLocale()
  const words = useMessages()
  // Another language is all in one file.
  const all = useMemo(() => (locale === 'en' ? withOwn(words, own) : words), [locale, words, own])
  return (
    <IntlProvider locale={locale} messages={all}>
      {children}
    </IntlProvider>
  )
}

const withOwn = (words: Messages, own: Own): Messages => ({
  ...words,
  ...Object.fromEntries(
    Object.entries(own).map(([domain, some]) => [domain, { ...words[domain as keyof Messages], ...some }]),
  ),
})
