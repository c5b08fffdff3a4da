'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { usePeople } from '#components/accounts/use-people.ts'
import { useCallDoor } from '#components/messages/conversation/call-door.ts'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { useJoinedRooms } from '#components/rooms/my-rooms-context.tsx'
import { usePages } from '#components/ui/use-pages.ts'
import type { Person } from '#lib/accounts/schema.ts'
import { load } from '#lib/build/browser/load.ts'
import type { commandsFor } from '#lib/messages/browser/commands.ts'
import { beginningWith, meant } from '#lib/messages/browser/mention-names.ts'
import { useApart } from './use-apart.ts'

/** Something a word may be completed to. */
export type Choice = {
  key: string
  insert: string
  label: string
  hint?: string
  /** Who is meant by it, or everybody, or a room. */
  named?: { id: string; name: string; isRoom?: true }
  person?: Person
  emoji?: string
  isCommand?: true
  /** Of an emoji of the installation. */
  picture?: string
}

const shownCount = 8

/** People of this room whose name begins so, everybody, then others of the instance. */
export const useNameChoices = (begun: string | null): Choice[] => {
  const t = useTranslations()
  const { members, room, viewer } = useTalk()
  const apartOf = useApart()
  // Those of the room are there without it, so that a failure is nobody's concern.
  const { items, isFresh } = usePeople(begun || null)

  if (begun === null) return []
  const here = meant(
    begun,
    members.filter((one) => one.id !== viewer.userId),
    // In a direct room whatever is said is said to all of it.
  ).filter((one) => 'avatarUrl' in one || room.visibility !== 'direct')
  const known = new Set(members.map(({ id }) => id))
  const others = isFresh ? items.filter(({ id }) => !known.has(id)) : []
  return [
    ...here.map((one) =>
      'avatarUrl' in one
        ? { ...named(one), person: one, ...apartOf(one) }
        : { ...named(one), hint: t('messages.completion.everybody') },
    ),
    ...others.map((one) => ({ ...named(one), person: one, hint: t('messages.completion.notInRoom') })),
  ].slice(0, shownCount)
}

const named = ({ id, name }: { id: string; name: string }): Choice => ({
  key: id,
  named: { id, name },
  insert: `@${name} `,
  label: name,
})

/** Rooms whose name begins so, or has a word that does: those one is in, then those one may join. */
export const useRoomChoices = (begun: string | null): Choice[] => {
  const t = useTranslations()
  const joined = useJoinedRooms()
  const query = begun === null ? null : { query: { scope: 'browse' as const, limit: 20, query: begun } }
  const { items, isFresh } = usePages('GET /rooms', begun ? query : null, { pauseMs: 150 })
  if (begun === null) return []
  const mine = beginningWith(
    begun,
    joined.filter(({ visibility, isActive }) => visibility !== 'direct' && isActive),
  )
  const others = isFresh ? items.filter(({ id }) => !joined.some((one) => one.id === id)) : []
  return [
    ...mine.map(roomChoice),
    ...others.map((one) => ({ ...roomChoice(one), hint: t('messages.completion.notJoined') })),
  ].slice(0, shownCount)
}

const roomChoice = ({ id, name }: { id: string; name: string }): Choice => ({
  key: id,
  named: { id, name, isRoom: true },
  insert: `#${name} `,
  label: name,
})

type Find = Awaited<ReturnType<typeof import('#lib/messages/browser/own-emoji.ts').emojiFinder>>

/** Emoji by name, those used lately first. None until they are loaded. */
export const useEmojiChoices = (begun: string | null): Choice[] => {
  const [find, setFind] = useState<Find | null>(null)
  const wanted = begun !== null
  useEffect(() => {
    if (!wanted) return
    load(() => import('#lib/messages/browser/own-emoji.ts'))
      .then(({ emojiFinder }) => emojiFinder())
      // Without them one still types emoji as before.
      .then((found) => setFind(() => found))
      .catch(() => undefined)
  }, [wanted])
  if (begun === null || !find) return []
  return find(begun, shownCount).map(({ emoji, names, label, picture }) => {
    const name = names.find((one) => one.startsWith(begun.toLowerCase())) ?? names[0]
    return {
      key: emoji,
      insert: `${emoji} `,
      label: name ? `:${name}:` : label,
      emoji,
      ...(picture && { picture }),
    }
  })
}

/** Commands whose name begins so and that can be used here. None until they are loaded. */
export const useCommandChoices = (begun: string | null): Choice[] => {
  const t = useTranslations()
  const { room } = useTalk()
  const hasCall = useCallDoor() !== null
  const [find, setFind] = useState<typeof commandsFor | null>(null)
  const wanted = begun !== null
  useEffect(() => {
    if (!wanted) return
    load(() => import('#lib/messages/browser/commands.ts')).then(
      ({ commandsFor }) => setFind(() => commandsFor),
      () => {},
    )
  }, [wanted])
  if (begun === null || !find) return []
  return find(begun, { ...room, hasCall }).map(({ name, takes }) => ({
    key: name,
    insert: takes === 'nothing' ? `/${name}` : `/${name} `,
    label: `/${name}`,
    hint: t(`messages.commands.${name}`),
    isCommand: true,
  }))
}
