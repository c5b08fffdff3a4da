/** Takes away the notifications that are showing; all, or those of a room or a thread up to a message. */
export const clearNotifications = async (read?: { place: string; upTo: number }): Promise<void> => {
  if (!('serviceWorker' in navigator)) return
  const registration = await navigator.serviceWorker.getRegistration()
  const showing = (await registration?.getNotifications(read && { tag: read.place })) ?? []
  for (const one of showing) if (!read || one.data.seq <= read.upTo) one.close()
}
