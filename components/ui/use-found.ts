'use client'

import { useEffect, useState } from 'react'
import { asRefusal } from '#lib/errors.ts'
import { api } from '#lib/http/client.ts'
import type { Page } from '#lib/http/schema.ts'

const pauseMs = 150

type Found<T> = { items: readonly T[]; failure: string | null }

/**
 * The first page of what a list of the API finds, asked for when the typing pauses; null asks for nothing. The last answer stays until the next
 * is there. Asked again when `known` is another thing: something happened to what was found.
 */
export const useFound = <T>(path: string | null, known?: unknown): Found<T> => {
  const [found, setFound] = useState<Found<T>>({ items: [], failure: null })
  // biome-ignore lint/correctness/useExhaustiveDependencies: `known` only says when to ask again
  useEffect(() => {
    if (path === null) return setFound({ items: [], failure: null })
    const gone = new AbortController()
    const ask = async () => {
      try {
        const { items } = await api<Page<T>>(path, { signal: gone.signal })
        setFound({ items, failure: null })
      } catch (error) {
        if (!gone.signal.aborted) setFound({ items: [], failure: asRefusal(error).message })
      }
    }
    const typing = setTimeout(() => void ask(), pauseMs)
    return () => {
      clearTimeout(typing)
      gone.abort()
    }
  }, [path, known])
  return found
}
