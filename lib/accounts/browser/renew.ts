const key = 'rooms.renewed'
const dayMs = 86_400_000

/**
 * Gives the session's cookie its full life again, once a day: next-auth writes it anew whenever its session
 * is asked for. Without this even somebody who is here every day would be signed out in the end.
 */
export async function renewSession(now = Date.now()): Promise<void> {
  try {
    if (now - Number(localStorage.getItem(key)) < dayMs) return
    const answer = await fetch('/api/auth/session')
    // Read to its end: a request whose answer nobody reads is never over.
    await answer.text()
    if (answer.ok) localStorage.setItem(key, String(now))
  } catch {
    // Offline, or storage is forbidden: the next page tries again.
  }
}
