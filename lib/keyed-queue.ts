/** Runs the work of one lane one after another; lanes do not wait for each other. Nothing is refused: what may pile up goes by turns (turns.ts). */
export function lanes() {
  const last = new Map<string, Promise<unknown>>()
  return <T>(lane: string, work: () => Promise<T>): Promise<T> => {
    const result = (last.get(lane) ?? Promise.resolve()).then(work)
    const settled = result.then(
      () => undefined,
      () => undefined,
    )
    last.set(lane, settled)
    void settled.then(() => last.get(lane) === settled && last.delete(lane))
    return result
  }
}
