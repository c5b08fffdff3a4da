'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { withWords } from '#components/words/with-words.tsx'
import type { HeldSettings, SettingsChange } from '#lib/instance/schema.ts'
import administration from '#lib/words/en/administration.json' with { type: 'json' }
import { OpenPlace } from './open-place.tsx'
import { WayIn } from './way-in.tsx'

/** `room` is the first one, once it is there. */
type Props = { held: HeldSettings; room: { id: string; name: string } | null }

/** Two steps from the first account to a place others can come into. It can be left, and come back to. */
export const FirstRun = withWords({ administration })(function FirstRun({ held, room }: Props) {
  const t = useTranslations()
  const router = useRouter()
  const [made, setMade] = useState<{ room: { id: string; name: string }; token: string | null } | null>(
    room && { room, token: null },
  )
  const [registration, setRegistration] = useState<NonNullable<SettingsChange['registration']>>(
    held.registration,
  )
  if (made)
    return <WayIn {...made} registration={registration} onLink={(token) => setMade({ ...made, token })} />
  return (
    <>
      <OpenPlace
        held={held}
        onOpened={({ room: opened, token }, chosen) => {
          setRegistration(chosen)
          setMade({ room: opened, token })
          // The page carries the new name too.
          router.refresh()
        }}
      />
      <PlaceLink href="/rooms" className="text-ink-soft text-sm underline underline-offset-2">
        {t('administration.firstRun.later')}
      </PlaceLink>
    </>
  )
})
