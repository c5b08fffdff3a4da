import { notFound } from 'next/navigation'
import { cache } from 'react'
import { currentViewer, requireViewer } from '#lib/auth/viewer.ts'
import { isRefusal } from '#lib/errors.ts'
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
  const message = Number((await searchParams).message)
  const target = Number.isInteger(message) && message > 0 ? message : null
  await requireViewer(target ? `/rooms/${roomId}?message=${target}` : `/rooms/${roomId}`)
  const seen = await look(roomId)
  return seen ? { target, ...seen } : notFound()
}
