import { SignalLow, SignalMedium } from 'lucide-react'
import type { LinkQuality } from '#lib/calls/browser/engines/link-quality.ts'
import { qualityOf } from '#lib/calls/browser/state/words.ts'

const signs = {
  poor: <SignalLow size={14} role="img" aria-label="Poor connection" className="shrink-0 text-accent" />,
  fair: <SignalMedium size={14} role="img" aria-label="Fair connection" className="shrink-0" />,
  good: null,
}

/** A connection that is good needs no sign. */
export const Quality = ({ link }: { link: LinkQuality }) => signs[qualityOf(link)]
