import { useFormatter, useTranslations } from 'next-intl'
import { useEffect, useEffectEvent } from 'react'
import { say } from '#components/ui/toast.ts'
import type { Call } from '#lib/calls/browser/call.ts'
import { type DeviceNews, newsWords } from '#lib/calls/browser/devices/device-news.ts'

/** Tells what happens to the devices, and offers new ones. */
export function useDeviceNews({ own }: Call) {
  const t = useTranslations()
  const { list } = useFormatter()
  const tell = useEffectEvent((news: DeviceNews) => {
    const words = newsWords(t, (names) => list(names, { type: 'conjunction' }), news)
    if (news.what !== 'plugged') return say(words)
    const use = () => {
      for (const { kind, id } of news.found) void own.choose(kind, id)
    }
    say(words, { label: t('calls.deviceNews.use'), run: use })
  })
  useEffect(() => own.onNews(tell), [own])
}
