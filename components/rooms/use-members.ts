'use client'

import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { api } from '#lib/http/client.ts'
import type { Page } from '#lib/http/schema.ts'
import type { Remembered } from '#lib/messages/browser/conversations.ts'
import type { Message } from '#lib/messages/schema.ts'
import { on } from '#lib/realtime/client.ts'
import type { Member } from '#lib/rooms/schema.ts'

/** The people of a room, kept in step with who comes and goes, and the name for every id met in its messages. */
export const useMembers = ({ room, members: known, isFresh }: Remembered, messages: readonly Message[]) => {
  const [people, setPeople] = useState<readonly Member[]>(known)
  const roomId = room.id
  useEffect(() => {
    let changes = 0
    const reload = async () => {
      const seen = changes
      // Should it fail, the list is as old as before, and the next change tries again.
      const fresh = await api<Page<Member>>(`/rooms/${roomId}/members?limit=100`).catch(() => null)
      if (!fresh) return
      // Something changed while it was on its way: it may be older than that.
      if (seen === changes) setPeople(fresh.items)
      else void reload()
    }
    // While the room was not shown, nobody told who came and went.
    if (!isFresh) void reload()
    const stops = [
      on('member:changed', (change) => {
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
  }, [roomId, isFresh])

  const last = useRef<ReadonlyMap<string, string>>(new Map())
  const names = useMemo(() => {
    // Authors too: those who have left still have a name on what they wrote.
    const known = new Map(messages.map(({ author }) => [author.id, author.name]))
    for (const one of people) known.set(one.id, one.name)
    // The same names are the same map, or every message would be drawn again for each new one.
    if (!sameNames(known, last.current)) last.current = known
    return last.current
  }, [people, messages])
  const nameOf = useCallback((userId: string) => names.get(userId), [names])
  return { people, nameOf }
}

const sameNames = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>) =>
  a.size === b.size && [...a].every(([id, name]) => b.get(id) === name)
