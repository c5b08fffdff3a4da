import { notFound } from 'next/navigation'
import { cache } from 'react'
import { requireViewer } from '#lib/auth/viewer.ts'
import { isRefusal } from '#lib/errors.ts'
import { getRoom } from '#lib/rooms/queries.ts'
import { contextOf } from '#lib/services.ts'

/** The room of a page, once a request, however many parts of the page ask for it. */
export const open = cache(async (roomId: string) => {
  const viewer = await requireViewer(`/rooms/${roomId}`)
  const context = contextOf(viewer)
  try {
    return { context, room: await getRoom(context, roomId) }
  } catch (error) {
    if (isRefusal(error) && error.code === 'not_found') notFound()
    throw error
  }
})
