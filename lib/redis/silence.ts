const lookMs = 1_000
/** So many looks without an answer, and Redis hangs. */
const patience = 3

/**
 * Gives up a connection on which nobody answers any more: a Redis that was stopped, or a wire that was cut,
 * keeps it open and says nothing. Returns how to stop looking.
 */
export function endSilence(client: { destroy: () => void }, look: () => Promise<unknown>): () => void {
  let asked = false
  let unanswered = 0

  const timer = setInterval(() => {
    if (asked) {
      unanswered += 1
      if (unanswered >= patience) client.destroy()
      return
    }
    asked = true
    const answered = () => {
      asked = false
      unanswered = 0
    }
    look().then(answered, answered)
  }, lookMs)
  timer.unref()
  return () => clearInterval(timer)
}
