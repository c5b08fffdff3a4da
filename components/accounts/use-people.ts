'use client'

import { useEffect, useState } from 'react'
import type { Person } from '#lib/accounts/schema.ts'
import { asRefusal } from '#lib/errors.ts'
import { api } from '#lib/http/client.ts'
import type { Page } from '#lib/http/schema.ts'

const pauseMs = 150

type Found = {
  people: readonly { id: string; name: string; avatarUrl: string | null }[]
  failure: string | null
}
const nobody: Found = { people: [], failure: null }

/** People by a part of their name, asked for when the typing pauses. The last answer stays until the next is there. */
export const usePeople = (query: string | null): Found => {
  const [found, setFound] = useState(nobody)
  useEffect(() => {
    if (query === null) return setFound(nobody)
    const gone = new AbortController()
    const ask = async () => {
      try {
        const path = `/users?limit=20&query=${encodeURIComponent(query)}`
        const { items } = await api<Page<Person>>(path, { signal: gone.signal })
        setFound({ people: items, failure: null })
      } catch (error) {
        if (!gone.signal.aborted) setFound({ people: [], failure: asRefusal(error).message })
      }
    }
    const typing = setTimeout(() => void ask(), pauseMs)
    return () => {
      clearTimeout(typing)
      gone.abort()
    }
  }, [query])
  return found
}
