/**
 * What one key is made of, at most once while it is wanted. Rejects as
 * making it does, and then it is made again.
 */
export type ShortMemo<T> = (key: string, make: () => Promise<T>) => Promise<T>

/**
 * Remembers for a moment what was just made, so that many who ask for the same share it:
 * at most so many things, and so many bytes.
 */
export function shortMemo<T>({
  forMs,
  most,
  mostBytes,
  bytesOf,
}: {
  forMs: number
  most: number
  mostBytes: number
  bytesOf: (made: T) => number
}): ShortMemo<T> {
  const kept = new Map<string, { made: Promise<T>; bytes: number }>()
  let bytes = 0

  function forget(key: string, made: Promise<T>) {
    const entry = kept.get(key)
    if (entry?.made !== made) return
    kept.delete(key)
    bytes -= entry.bytes
  }

  async function weigh(key: string, made: Promise<T>) {
    const weight = bytesOf(await made)
    const entry = kept.get(key)
    if (entry?.made !== made) return
    entry.bytes = weight
    bytes += weight
    setTimeout(forget, forMs, key, made).unref()
    for (const [oldest, { made: old }] of kept) {
      if (kept.size <= most && bytes <= mostBytes) return
      forget(oldest, old)
    }
  }

  return (key, make) => {
    const known = kept.get(key)
    if (known) return known.made
    const made = make()
    kept.set(key, { made, bytes: 0 })
    weigh(key, made).catch(() => forget(key, made))
    return made
  }
}
