'use client'

import { useTranslations } from 'next-intl'
import { reloadReachable } from '#lib/build/browser/reload.ts'
import { say } from './toast.ts'

/** Reloads the page on a press; without a server it says so, because the page would be lost. */
export const useReload = () => {
  const t = useTranslations()
  return () => void reloadReachable().then((goes) => goes || say(t('common.away')))
}
