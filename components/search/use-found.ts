'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { asRefusal } from '#lib/errors.ts'
import { api } from '#lib/http/client.ts'
import { isEmpty, type Looking, questionOf } from '#lib/search/browser/address.ts'
import type { Hit } from '#lib/search/schema.ts'
import type { Refused } from '#lib/words/refusal-words.ts'

type Found = { hits: Hit[]; cursor: string | null; busy: boolean; failure: Refused | null; asked: boolean }

const nothing: Found = { hits: [], cursor: null, busy: false, failure: null, asked: false }
const pauseMs = 250

/** What is found, a moment after the last letter; a newer question ends the one under way. */
export const useFound = (looking: Looking) => {
  const [found, setFound] = useState<Found>(nothing)
  const underWay = useRef<AbortController>(undefined)
  const question = isEmpty(looking) ? '' : questionOf(looking).toString()

  const ask = useCallback(async (question: string, before: Hit[], cursor: string | null) => {
    underWay.current?.abort()
    const controller = new AbortController()
    underWay.current = controller
    setFound((held) => ({ ...held, busy: true, failure: null }))
    try {
      const query = { ...Object.fromEntries(new URLSearchParams(question)), cursor }
      const answer = await api('GET /search', { query, signal: controller.signal })
      const all = [...before, ...answer.items]
      setFound({ hits: all, cursor: answer.nextCursor, busy: false, failure: null, asked: true })
    } catch (error) {
      if (controller.signal.aborted) return
      setFound((held) => ({ ...held, busy: false, failure: asRefusal(error) }))
    }
  }, [])

  useEffect(() => {
    underWay.current?.abort()
    if (question === '') return setFound(nothing)
    const soon = setTimeout(() => void ask(question, [], null), pauseMs)
    return () => clearTimeout(soon)
  }, [question, ask])
  useEffect(() => () => underWay.current?.abort(), [])

  return {
    ...found,
    more: () => ask(question, found.hits, found.cursor),
    retry: () => ask(question, [], null),
  }
}
