'use client'

import { useEffect, useState } from 'react'
import type { PersonDetails } from '#lib/accounts/schema.ts'
import { asRefusal } from '#lib/errors.ts'
import { api } from '#lib/http/browser/client.ts'

/** As they were told last: a card that is opened again does not grow under the pointer. */
const known = new Map<string, PersonDetails>()

/** What somebody tells of themselves; `failed` when it could not be asked for. */
export function useDetails(userId: string): { details: PersonDetails | undefined; failed: boolean } {
  const [details, setDetails] = useState(known.get(userId))
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    const gone = new AbortController()
    api('GET /users/{userId}', { params: { userId }, signal: gone.signal }).then(
      (told) => {
        known.set(userId, told)
        setDetails(told)
      },
      // Whom one may not know any more has a name, and nothing else.
      (error: unknown) => setFailed(!gone.signal.aborted && asRefusal(error).code !== 'not_found'),
    )
    return () => gone.abort()
  }, [userId])
  return { details, failed }
}
