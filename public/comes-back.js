/*
 * Brings the page back that could not be drawn, as soon as the server can serve. Its way of asking may be closed to
 * browsers, by a proxy say: then the page itself is asked for, less often.
 */
const againMs = 2_000
const blindMs = 8_000

async function look() {
  let waitMs = againMs
  try {
    const answer = await fetch('/readyz', { cache: 'no-store' })
    if (answer.ok) return location.reload()
    const { status } = answer.status === 503 ? await answer.json() : {}
    // What can be read can be shown.
    if (status === 'database read-only' || status === 'disk full') return location.reload()
    if (answer.status !== 503) {
      setTimeout(() => location.reload(), blindMs)
      return
    }
  } catch {
    waitMs *= 2
  }
  // Scattered, so that not everybody comes back in the same moment.
  setTimeout(look, waitMs * (0.75 + Math.random() / 2))
}
setTimeout(look, againMs)
