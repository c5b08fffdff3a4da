import type { Shown } from '../engine.ts'
import { audioFirstFrom } from './bitrate.ts'
import type { Wants } from './channel-messages.ts'

/** What is asked of one participant. `spared`: their camera is shown here, and not asked for all the same. */
export type Asked = { wants: Wants; spared: boolean }

/**
 * What is asked of everybody. In a large call sound comes first: of the cameras shown here only the pinned
 * one, or else the largest, is asked for.
 */
export function askedOf(wants: ReadonlyMap<string, Wants>, others: string[]): Map<string, Asked> {
  const shown = others.flatMap((id) => {
    const camera = wants.get(id)?.camera
    return camera ? [{ id, camera }] : []
  })
  const [first] = shown.toSorted((a, b) => rank(b.camera) - rank(a.camera))
  const crowded = others.length + 1 >= audioFirstFrom
  return new Map(
    others.map((id) => {
      const own = wants.get(id) ?? {}
      const spared = crowded && Boolean(own.camera) && first?.id !== id
      return [id, { wants: spared ? { ...own, camera: null } : own, spared }]
    }),
  )
}

const rank = ({ height, pinned }: Shown) => (pinned ? 1_000_000 : 0) + height
