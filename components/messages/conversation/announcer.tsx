'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { useLine } from '#components/messages/text/use-content.ts'
import { excerptOf } from '#lib/messages/excerpt.ts'
import type { Message } from '#lib/messages/schema.ts'
import { useTalk } from './conversation-context.tsx'

/** Says the newest message of somebody else once, when the person is done with what they hear now. */
export function Announcer({ newest }: { newest: Message | undefined }) {
  const t = useTranslations()
  const { viewer, nameOf } = useTalk()
  const lineOf = useLine(nameOf)
  const heard = useRef(newest?.seq ?? 0)
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (!newest || newest.seq <= heard.current) return
    heard.current = newest.seq
    if (newest.author.id === viewer.userId || newest.deletedAt) return
    const text = lineOf({ ...newest, content: newest.content || excerptOf(newest) })
    // What the room tells names who it is about.
    setSaid(newest.event ? text : t('messages.announced', { author: newest.author.name, text }))
  }, [newest, viewer, lineOf, t])
  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  )
}
