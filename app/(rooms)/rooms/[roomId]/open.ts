import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { currentViewer, requireViewer } from '#lib/auth/viewer.ts'
import { isRefusal } from '#lib/errors.ts'
import { threadPathAt } from '#lib/messages/thread-path-at.ts'
import { getRoom } from '#lib/rooms/queries.ts'
import { contextOf } from '#lib/services.ts'

/**
 * The room of a page, once a request, however many parts of the page ask for it;
 * null for somebody who has to sign in first.
 */
export const look = cache(async (roomId: string) => {
  const viewer = await currentViewer()
  if (!viewer) return null
  const context = contextOf(viewer)
  try {
    return { context, room: await getRoom(context, roomId) }
  } catch (error) {
    if (isRefusal(error) && error.code === 'not_found') notFound()
    throw error
  }
})

/** The room and the message its address names; sign-in leads back to both. */
export async function open({ params, searchParams }: PageProps<'/rooms/[roomId]'>) {
  const { roomId } = await params
  const { message, thread } = await searchParams
  const seq = Number(message)
  const named = Number.isInteger(seq) && seq > 0 ? seq : null
  const asked = new URLSearchParams({
    ...(typeof thread === 'string' && { thread }),
    ...(named && { message: `${named}` }),
  })
  await requireViewer(asked.size > 0 ? `/rooms/${roomId}?${asked}` : `/rooms/${roomId}`)
  // What stands in a thread is shown there, beside the newest of the room.
  const target = thread === undefined ? named : null
  const seen = await look(roomId)
  if (!seen) return notFound()
  const inThread = target !== null && (await threadPathAt(seen.context, roomId, target))
  if (inThread) redirect(inThread)
  return { target, ...seen }
}
