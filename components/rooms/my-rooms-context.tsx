'use client'

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { useInstance } from '#components/instance/instance-context.tsx'
import { forgetNewerPictures, newerPictures } from '#components/ui/newer-pictures.ts'
import { useStore } from '#components/ui/use-store.ts'
import type { Viewer } from '#lib/accounts/schema.ts'
import { mayCreateRooms } from '#lib/instance/policy.ts'
import { on, socket } from '#lib/realtime/browser/client.ts'
import { watchConnection } from '#lib/realtime/browser/connection.ts'
import { createMyRooms, type MyRooms } from '#lib/rooms/browser/my-rooms.ts'
import type { Room } from '#lib/rooms/schema.ts'

const Context = createContext<{
  viewer: Viewer
  myRooms: MyRooms
  isFirst: boolean
} | null>(null)

/**
 * The signed-in person and their rooms, live, for everything on the page. Of many rooms the first come with
 * the page, the others after it.
 * `isFirst`: they have still to set up the place, which they were the first in.
 */
export function MyRoomsProvider(props: {
  viewer: Viewer
  first: Room[]
  isFirst: boolean
  children: ReactNode
}) {
  const { first, isFirst, children } = props
  const [viewer, setViewer] = useState(props.viewer)
  const [myRooms] = useState(() => createMyRooms(viewer.userId, first))
  useEffect(() => myRooms.open(), [myRooms])
  useEffect(watchConnection, [])
  // A name that was changed in another tab, or by a program, and anybody's picture.
  useEffect(() => {
    const stop = on('profile:changed', ({ id, name, avatarUrl }) => {
      newerPictures.set({ [id]: avatarUrl })
      setViewer((now) => (now.userId === id ? { ...now, name, avatarUrl } : now))
    })
    // What changed while the line was away was told to nobody here.
    socket().on('connect', forgetNewerPictures)
    return () => {
      stop()
      socket().off('connect', forgetNewerPictures)
    }
  }, [])
  useEffect(() => setViewer(props.viewer), [props.viewer])
  return <Context value={{ viewer, myRooms, isFirst }}>{children}</Context>
}

const useSignedIn = () => {
  const here = useContext(Context)
  if (!here) throw new Error('This part of the page belongs inside the MyRoomsProvider')
  return here
}

export const useViewer = (): Viewer => useSignedIn().viewer
/** Whether they make rooms with a name here, as it is set now. */
export const useMayCreate = (): boolean => mayCreateRooms(useSignedIn().viewer, useInstance())
export const useIsFirst = (): boolean => useSignedIn().isFirst
export const useMyRooms = (): MyRooms => useSignedIn().myRooms

/** The rooms joined, as they are now. */
export const useJoinedRooms = (): readonly Room[] => {
  const myRooms = useMyRooms()
  return useStore(myRooms).rooms
}
