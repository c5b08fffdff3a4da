import { useCallback, useState } from 'react'

/** Pictures of one camera that are sent smaller are not exactly alike. */
const sameWithin = 0.03

/** The shapes in which pictures arrive, as width over height, by the tile they are on. */
export function useAspects() {
  const [aspects, setAspects] = useState<ReadonlyMap<string, number>>(new Map())
  const tell = useCallback(
    (key: string, aspect: number) =>
      setAspects((before) => {
        const known = before.get(key)
        const isSame = known !== undefined && Math.abs(known / aspect - 1) < sameWithin
        return isSame ? before : new Map(before).set(key, aspect)
      }),
    [],
  )
  return { aspects, tell }
}
