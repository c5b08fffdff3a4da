/**
 * Looks when the turn of the event loop ends: once for all who ask in it, and for none before they asked. For
 * what is asked all the time, and costs more to look at than most of what it is asked for.
 */
export function onceATurn<T>(look: () => T): () => Promise<T> {
  let seen: Promise<T> | undefined
  const atItsEnd = async () => {
    await new Promise<void>((end) => setImmediate(end))
    seen = undefined
    return look()
  }
  return () => {
    seen ??= atItsEnd()
    return seen
  }
}
