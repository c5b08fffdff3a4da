type Read = { place: string; from?: number; upTo: number }

/** Takes away the notifications that are showing; all, or those of a room or a thread up to a message. */
export const clearNotifications = async (read?: Read): Promise<void> => {
  if (!('serviceWorker' in navigator)) return
  const registration = await navigator.serviceWorker.getRegistration()
  const showing = (await registration?.getNotifications(read && { tag: read.place })) ?? []
  for (const one of showing) {
    const { seq } = one.data
    if (!read || (seq <= read.upTo && seq >= (read.from ?? 0))) one.close()
  }
}

/** Of rooms takes away what was read meanwhile; `readUpTo` gives undefined for what is no room of theirs. */
export const clearWhatWasRead = async (readUpTo: (roomId: string) => number | undefined): Promise<void> => {
  const registration = await navigator.serviceWorker.getRegistration()
  const showing = (await registration?.getNotifications()) ?? []
  for (const one of showing) if (one.data?.seq <= (readUpTo(one.tag) ?? -1)) one.close()
}

/** Of those whose tags begin so, takes away all that are not among these. */
export const clearOthers = async (beginning: string, kept: ReadonlySet<string>): Promise<void> => {
  const registration = await navigator.serviceWorker.getRegistration()
  const showing = (await registration?.getNotifications()) ?? []
  for (const one of showing) if (one.tag.startsWith(beginning) && !kept.has(one.tag)) one.close()
}
