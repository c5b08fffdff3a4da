/**
 * Runs the work of one key one after another; keys do not wait for each other. Nothing is refused: what may
 * pile up goes by turns (fair-queue.ts).
 */
export function keyedQueue() {
  const last = new Map<string, Promise<unknown>>()
  return <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const result = (last.get(key) ?? Promise.resolve()).then(work)
    const settled = result.then(
      () => undefined,
      () => undefined,
    )
    last.set(key, settled)
    void settled.then(() => last.get(key) === settled && last.delete(key))
    return result
  }
}
