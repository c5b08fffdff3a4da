const lookMs = 1_000
/** So many looks without an answer, and Redis hangs. */
const patience = 3

/**
 * How a client connects that is watched by `endSilence`. That asks each second, so only one who is not
 * greeted yet is idle for so long: the client tries again by itself then, which it would not without being
 * told when.
 */
export const persistent = {
  socketTimeout: 10_000,
  reconnectStrategy: (retries: number) => Math.min(50 * 2 ** retries, 2_000),
}

type Client = {
  isReady: boolean
  ping: () => Promise<unknown>
  destroy: () => void
  connect: () => Promise<unknown>
}

/**
 * Gives up a connection on which nobody answers any more, and makes another: a Redis that was stopped, or a
 * wire that was cut, keeps it open and says nothing. Returns how to stop looking.
 */
export function endSilence(client: Client): () => void {
  let asked = false
  let unanswered = 0

  function startAgain() {
    unanswered = 0
    client.destroy()
    // Its errors are heard by whoever listens to the client.
    client.connect().catch(() => undefined)
  }

  function look() {
    // While it tries to connect it must be left alone: it would do so twice, and hear everything twice.
    if (!client.isReady) return
    if (asked) {
      unanswered += 1
      if (unanswered >= patience) startAgain()
      return
    }
    asked = true
    const answered = () => {
      asked = false
      unanswered = 0
    }
    client.ping().then(answered, answered)
  }

  const timer = setInterval(look, lookMs)
  timer.unref()
  return () => clearInterval(timer)
}
