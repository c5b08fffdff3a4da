import { SignalLow, SignalMedium } from 'lucide-react'
import type { LinkView } from '#lib/calls/browser/engine.ts'
import { qualityOf } from '#lib/calls/browser/words.ts'

const signs = {
  poor: <SignalLow size={14} role="img" aria-label="Poor connection" className="shrink-0 text-accent" />,
  fair: <SignalMedium size={14} role="img" aria-label="Fair connection" className="shrink-0" />,
  good: null,
}

/** A connection that is good needs no sign. */
export const Quality = ({ link }: { link: LinkView }) => signs[qualityOf(link)]
