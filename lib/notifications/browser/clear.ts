/** Takes away the notifications that are showing; all of them, or a room's up to a message. */
export const clearNotifications = async (room?: { roomId: string; upTo: number }): Promise<void> => {
  if (!('serviceWorker' in navigator)) return
  const registration = await navigator.serviceWorker.getRegistration()
  const showing = (await registration?.getNotifications(room && { tag: room.roomId })) ?? []
  for (const one of showing) if (!room || one.data.seq <= room.upTo) one.close()
}
