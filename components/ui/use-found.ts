'use client'

import { useEffect, useState } from 'react'
import type { z } from 'zod'
import { asRefusal } from '#lib/errors.ts'
import { api } from '#lib/http/client.ts'
import { page } from '#lib/http/schema.ts'

const pauseMs = 150

type Found<T> = { items: readonly T[]; failure: string | null }

/**
 * The first page of what a list of the API finds, asked for when the typing pauses; null asks for nothing. The last answer stays until the next
 * is there. Asked again when `known` is another thing: something happened to what was found.
 */
export const useFound = <T extends z.ZodType>(path: string | null, item: T, known?: unknown) => {
  const [found, setFound] = useState<Found<z.output<T>>>({ items: [], failure: null })
  // biome-ignore lint/correctness/useExhaustiveDependencies: `known` only says when to ask again
  useEffect(() => {
    if (path === null) return setFound({ items: [], failure: null })
    const gone = new AbortController()
    const ask = async () => {
      try {
        const { items } = await api(path, page(item), { signal: gone.signal })
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
  }, [path, item, known])
  return found
}
