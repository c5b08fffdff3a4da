import { useEffect } from 'react'
import { say } from '#components/ui/toast.tsx'
import type { Call } from '#lib/calls/browser/call.ts'
import { newsWords } from '#lib/calls/browser/devices/device-news.ts'

/** Tells what happens to the devices, and offers new ones. */
export function useDeviceNews({ own }: Call) {
  useEffect(
    () =>
      own.onNews((news) => {
        if (news.what !== 'plugged') return say(newsWords(news))
        const use = () => {
          for (const { kind, id } of news.found) void own.choose(kind, id)
        }
        say(newsWords(news), { label: 'Use', run: use })
      }),
    [own],
  )
}
