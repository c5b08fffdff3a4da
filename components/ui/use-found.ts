'use client'

import { useEffect, useState } from 'react'
import { asRefusal } from '#lib/errors.ts'
import type { Item, PagedCall, Place } from '#lib/http/calls.ts'
import { firstOf } from '#lib/http/client.ts'
import type { Refused } from '#lib/words/refusal-words.ts'

const pauseMs = 150

type Found<T> = { items: readonly T[]; failure: Refused | null }

/**
 * The first page of what a list of the API finds, asked for when the typing pauses; null asks for nothing. The last answer stays until the next
 * is there. Asked again when `known` is another thing: something happened to what was found.
 */
export const useFound = <C extends PagedCall>(
  call: C,
  place: Place<C> | null,
  known?: unknown,
): Found<Item<C>> => {
  const [found, setFound] = useState<Found<Item<C>>>({ items: [], failure: null })
  // biome-ignore lint/correctness/useExhaustiveDependencies: `known` only says when to ask again
  useEffect(() => {
    if (place === null) return setFound({ items: [], failure: null })
    const gone = new AbortController()
    const ask = async () => {
      try {
        const { items } = await firstOf(call, place, gone.signal)
        setFound({ items, failure: null })
      } catch (error) {
        if (!gone.signal.aborted) setFound({ items: [], failure: asRefusal(error) })
      }
    }
    const typing = setTimeout(() => void ask(), pauseMs)
    return () => {
      clearTimeout(typing)
      gone.abort()
    }
  }, [call, JSON.stringify(place), known])
  return found
}
