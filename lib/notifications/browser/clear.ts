/** Takes away the notifications that are showing; all of them, or a room's up to a message. */
export const clearNotifications = async (room?: { roomId: string; upTo: number }): Promise<void> => {
  if (!('serviceWorker' in navigator)) return
  const registration = await navigator.serviceWorker.getRegistration()
  const showing = (await registration?.getNotifications(room && { tag: room.roomId })) ?? []
  for (const one of showing) if (!room || one.data.seq <= room.upTo) one.close()
}

/** Of those whose tags begin so, takes away all that are not among these. */
export const clearOthers = async (beginning: string, kept: ReadonlySet<string>): Promise<void> => {
  const registration = await navigator.serviceWorker.getRegistration()
  const showing = (await registration?.getNotifications()) ?? []
  for (const one of showing) if (one.tag.startsWith(beginning) && !kept.has(one.tag)) one.close()
}
