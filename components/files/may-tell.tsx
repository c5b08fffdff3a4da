import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { part } from '#components/parts/part.ts'
import { later } from '#components/ui/later.tsx'
import { OpenButton } from '#components/ui/open-button.tsx'
import { createOpening, useWanted } from '#components/ui/opening.ts'

const WhatItMayTell = later(part('WhatItMayTell'))

/** Of a picture that could not be cleaned, while its author can still take it out. */
export function MayTell() {
  const t = useTranslations()
  const [more] = useState(() => createOpening('dialog'))
  return (
    <>
      <OpenButton opening={more} className="block text-start text-xs underline decoration-dotted">
        {t('files.metadata.open')}
      </OpenButton>
      <WhatItMayTell wanted={useWanted(more)} more={more} />
    </>
  )
}
