'use client'

import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { allOf } from '#lib/http/browser/client.ts'
import type { Remembered } from '#lib/messages/browser/conversations.ts'
import type { Message } from '#lib/messages/schema.ts'
import { on, socket } from '#lib/realtime/browser/client.ts'
import type { Member } from '#lib/rooms/schema.ts'

/**
 * Of a larger room the longest-standing ones are known by name; the
 * others are asked for when they are looked for.
 */
const mostKnown = 1_000

/**
 * The people of a room, kept in step with who comes and goes, and the name for every id met in its messages.
 */
export const useMembers = ({ room, members: known, isFresh }: Remembered, messages: readonly Message[]) => {
  const [people, setPeople] = useState<readonly Member[]>(known)
  const [isWhole, setWhole] = useState(false)
  const roomId = room.id
  const isKnown = isFresh && known.length >= room.memberCount
  useEffect(() => {
    let changes = 0
    let loading = false
    const reload = async (): Promise<void> => {
      // One at a time: what changes meanwhile is loaded after it, however much it was.
      if (loading) return
      loading = true
      const seen = changes
      // Should it fail, the list is as old as before, and the next change tries again.
      const all = allOf('GET /rooms/{roomId}/members', { params: { roomId } }, mostKnown)
      const fresh = await all.catch(() => null)
      loading = false
      if (!fresh) return
      // Something changed while it was on its way: it may be older than that.
      if (seen !== changes) return reload()
      setPeople(fresh)
      setWhole(fresh.length < mostKnown)
    }
    // While the room was not shown, nobody told who came and went;
    // and the page brings only the first of many.
    if (!isKnown) void reload()
    const connected = () => void reload()
    socket().on('connect', connected)
    const stops = [
      () => socket().off('connect', connected),
      on('member:changed', (change) => {
        if (change.roomId !== roomId) return
        changes++
        void reload()
      }),
      on('member:muted', (change) => {
        if (change.roomId !== roomId) return
        changes++
        void reload()
      }),
      on('profile:changed', (person) => {
        changes++
        setPeople((now) => now.map((one) => (one.id === person.id ? { ...one, ...person } : one)))
      }),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [roomId, isKnown])

  const last = useRef<ReadonlyMap<string, string>>(new Map())
  const names = useMemo(() => {
    // Authors too: those who have left still have a name on what they wrote.
    const known = new Map(messages.map(({ author }) => [author.id, author.name]))
    for (const { people } of messages) for (const one of people ?? []) known.set(one.id, one.name)
    for (const one of people) known.set(one.id, one.name)
    // The same names are the same map, or every message would be drawn again for each new one.
    if (!sameNames(known, last.current)) last.current = known
    return last.current
  }, [people, messages])
  const nameOf = useCallback((userId: string) => names.get(userId), [names])
  // How many there are is known by the list, once it is there; the room's own number is as old as the room.
  return {
    people,
    count: isWhole ? people.length : Math.max(people.length, room.memberCount),
    /** Whether there is nobody in the room besides. */
    knowsAll: isWhole || isKnown,
    nameOf,
  }
}

const sameNames = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>) =>
  a.size === b.size && [...a].every(([id, name]) => b.get(id) === name)
