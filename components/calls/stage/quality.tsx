import { SignalLow, SignalMedium } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { LinkQuality } from '#lib/calls/browser/engines/link-quality.ts'
import { qualityOf } from '#lib/calls/browser/state/words.ts'

/** A connection that is good needs no sign. */
export function Quality({ link }: { link: LinkQuality }) {
  const t = useTranslations()
  const quality = qualityOf(link)
  if (quality === 'good') return null
  const label = t(`calls.tile.${quality}`)
  return quality === 'poor' ? (
    <SignalLow size={14} role="img" aria-label={label} className="shrink-0 text-accent" />
  ) : (
    <SignalMedium size={14} role="img" aria-label={label} className="shrink-0" />
  )
}
