import { useEffect, useState } from 'react'
import { asRefusal, type Refusal } from '#lib/errors.ts'
import type { GuestLink } from '#lib/guests/schema.ts'
import { api } from '#lib/http/browser/client.ts'
import { on } from '#lib/realtime/browser/client.ts'

type State = {
  /** Undefined until it is known; null while there is none. */
  link: GuestLink | null | undefined
  failure: Refusal | null
}

/** The guest link of a room, as it is made and ended, and as guests come and go, while it is looked at. */
export function useGuestLink(roomId: string, isLookedAt: boolean) {
  const [state, setState] = useState<State>({ link: undefined, failure: null })
  const [changes, setChanges] = useState(0)
  useEffect(
    () => on('invites:changed', (changed) => changed.roomId === roomId && setChanges((times) => times + 1)),
    [roomId],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change is asked about
  useEffect(() => {
    if (!isLookedAt) return
    let isWanted = true
    api('GET /rooms/{roomId}/guest-link', { params: { roomId } }).then(
      ({ link }) => isWanted && setState({ link, failure: null }),
      (error: unknown) => isWanted && setState((before) => ({ ...before, failure: asRefusal(error) })),
    )
    return () => {
      isWanted = false
    }
  }, [roomId, isLookedAt, changes])
  return { ...state, put: (link: GuestLink | null) => setState({ link, failure: null }) }
}
