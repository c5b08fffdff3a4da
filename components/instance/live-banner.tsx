'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { say } from '#components/ui/toast.ts'
import { putBannerAway } from '#lib/instance/actions.ts'
import type { Banner } from '#lib/instance/schema.ts'
import { BannerBar } from './banner-bar.tsx'

/** The banner as it is now; what is only for information can be put away. */
export default function LiveBanner({ banner, isAway }: { banner: Banner; isAway: boolean }) {
  const t = useTranslations()
  const [away, setAway] = useState(isAway ? banner.text : null)
  const mayGo = banner.level === 'info'
  if (mayGo && away === banner.text) return null
  const putAway = async () => {
    setAway(banner.text)
    const reply = await putBannerAway({ text: banner.text }).catch(() => null)
    if (!reply?.ok) say(t('common.banner.notKept'))
  }
  return (
    <div role="status" className="contents">
      <BannerBar banner={banner} label={t('common.banner.label')}>
        {mayGo && (
          <button
            type="button"
            aria-label={t('common.banner.putAway')}
            onClick={() => void putAway()}
            className="-my-1 inline-flex size-7 shrink-0 items-center justify-center rounded-md hover:bg-raised"
          >
            <X size={16} aria-hidden />
          </button>
        )}
      </BannerBar>
    </div>
  )
}
