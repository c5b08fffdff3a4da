import { useTranslations } from 'next-intl'

/** Words a wait in milliseconds, in its largest whole unit: an hour and a half is two hours. */
export const useWaitWords = () => {
  const t = useTranslations()
  return (ms: number) => {
    const seconds = Math.max(1, Math.ceil(ms / 1_000))
    if (seconds < 120 && seconds !== 60) return t('rooms.slowMode.seconds', { count: seconds })
    if (seconds < 7_200 && seconds !== 3_600)
      return t('rooms.slowMode.minutes', { count: Math.ceil(seconds / 60) })
    return t('rooms.slowMode.hours', { count: Math.ceil(seconds / 3_600) })
  }
}
