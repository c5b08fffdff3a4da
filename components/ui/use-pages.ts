'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { asRefusal } from '#lib/errors.ts'
import { pageAt } from '#lib/http/browser/client.ts'
import type { Item, PagedEndpoint, Place } from '#lib/http/endpoint-types.ts'
import type { Page } from '#lib/http/schema.ts'
import type { Refused } from '#lib/words/refusal-words.ts'

type Loaded<T> = {
  items: readonly T[]
  /** Where the list goes on; null at its end, and before anything is there. */
  cursor: string | null
  busy: boolean
  failure: Refused | null
  /** Something was answered, be it that there is nothing. */
  asked: boolean
  /** What it answers. */
  question: string
}

type Options<T> = {
  /** What the page came with: it is not asked for. */
  first?: Page<T>
  /** Asked for so long after the last change: whoever types does not mean each letter. */
  pauseMs?: number
  /** The first page is asked for again whenever this is another thing. */
  again?: unknown
}

const nothing = { items: [], cursor: null, busy: false, failure: null, asked: false, question: 'null' }

/**
 * A list of the API, page after page; a `place` of null asks for nothing. What was answered last stays until
 * the next answer is there, and a newer question ends the one under way.
 */
export const usePages = <E extends PagedEndpoint>(
  endpoint: E,
  place: Place<E> | null,
  { first, pauseMs = 0, again }: Options<Item<E>> = {},
) => {
  const question = JSON.stringify(place)
  const [loaded, setLoaded] = useState<Loaded<Item<E>>>(
    first ? { ...nothing, items: first.items, cursor: first.nextCursor, asked: true, question } : nothing,
  )
  const underWay = useRef<AbortController>(undefined)
  const failedAt = useRef<string | null>(null)

  const load = async (cursor: string | null) => {
    if (place === null) return
    underWay.current?.abort()
    const gone = new AbortController()
    underWay.current = gone
    setLoaded((before) => ({ ...before, busy: true, failure: null }))
    try {
      const { items, nextCursor } = await pageAt(endpoint, place, cursor, gone.signal)
      setLoaded((before) => ({
        ...nothing,
        items: cursor === null ? items : [...before.items, ...items],
        cursor: nextCursor,
        asked: true,
        question,
      }))
    } catch (error) {
      if (gone.signal.aborted) return
      failedAt.current = cursor
      setLoaded((before) => ({ ...before, busy: false, failure: asRefusal(error) }))
    }
  }
  const begin = useEffectEvent(() => void load(null))

  const isGiven = useRef(first !== undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `again` only says when to ask again
  useEffect(() => {
    if (isGiven.current) {
      isGiven.current = false
      return
    }
    if (question === 'null') return setLoaded(nothing)
    const pause = setTimeout(begin, pauseMs)
    return () => {
      clearTimeout(pause)
      underWay.current?.abort()
    }
  }, [endpoint, question, pauseMs, again])

  return {
    ...loaded,
    /** What is there answers what is asked now, and not what was asked before. */
    isFresh: loaded.question === question,
    more: () => load(loaded.cursor),
    retry: () => load(failedAt.current),
    /** Shows an item as it is now, where it stands. */
    renew: (isIt: (item: Item<E>) => boolean, now: Item<E>) =>
      setLoaded((before) => ({ ...before, items: before.items.map((item) => (isIt(item) ? now : item)) })),
    /** Takes out of what is shown what is not in the list any more. */
    drop: (isGone: (item: Item<E>) => boolean) =>
      setLoaded((before) => ({ ...before, items: before.items.filter((item) => !isGone(item)) })),
  }
}
