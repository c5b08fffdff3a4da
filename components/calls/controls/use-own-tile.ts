import { useState } from 'react'
import { type OwnTile, ownTiles } from '#lib/calls/browser/state/layout.ts'

const key = 'rooms.call-own-tile'

const kept = (): OwnTile => {
  try {
    const chosen = localStorage.getItem(key)
    return ownTiles.find((one) => one === chosen) ?? 'beside'
  } catch {
    return 'beside'
  }
}

/** How one sees oneself, as this browser was told last. */
export const useOwnTile = () => {
  const [own, setOwn] = useState(kept)
  const choose = (chosen: OwnTile) => {
    setOwn(chosen)
    try {
      localStorage.setItem(key, chosen)
    } catch {
      // Storage is forbidden here: the choice holds as long as the page.
    }
  }
  return [own, choose] as const
}
