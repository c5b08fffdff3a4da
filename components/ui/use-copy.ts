import { useTranslations } from 'next-intl'
import { say } from './toast.ts'

/** Puts text on the clipboard, and says whether that worked: browsers refuse it on insecure addresses. */
export function useCopy() {
  const t = useTranslations()
  return async (text: string, what: 'text' | 'link' = 'text'): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      say(t(`common.copied.${what}`))
    } catch {
      say(t('common.copied.refused'))
    }
  }
}
