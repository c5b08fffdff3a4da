export type View = { participantId: string; kind: 'camera' | 'screen' }
export type Layout = 'grid' | 'speaker'

export const isSame = (one: View | null, other: View): boolean =>
  one?.participantId === other.participantId && one.kind === other.kind

type Stage = {
  /** Everybody in the call, in the order of joining. */
  people: readonly string[]
  /** Of those, who shares a screen that has arrived. */
  screens: readonly string[]
  layout: Layout
  pinned: View | null
  /** Who spoke last, other than oneself. */
  speaker: string | null
  me: string | null
}

/**
 * What stands large, and what stands in the strip beside it. What one pinned comes first, then what others
 * show, then who speaks. A screen of one's own is never large by itself: a picture of this page within this
 * page helps nobody.
 */
export function arrange({ people, screens, layout, pinned, speaker, me }: Stage): {
  large: View[]
  strip: View[]
} {
  const cameras = people.map((participantId): View => ({ participantId, kind: 'camera' }))
  const shared = screens.map((participantId): View => ({ participantId, kind: 'screen' }))
  const all = [...shared, ...cameras]
  const beside = (large: View[]) => ({ large, strip: all.filter((view) => !large.includes(view)) })

  const kept = all.find((view) => isSame(pinned, view))
  if (kept) return beside([kept])
  const others = shared.filter((view) => view.participantId !== me)
  if (others.length > 0) return beside(layout === 'speaker' ? others.slice(-1) : others)
  if (layout === 'speaker' && cameras.length > 1) {
    const heard = cameras.find((view) => view.participantId === speaker)
    const first = cameras.find((view) => view.participantId !== me)
    return beside([heard ?? first].filter((view) => view !== undefined))
  }
  return { large: all, strip: [] }
}

/**
 * Whoever is large stays until somebody else speaks while they are silent: two who talk at once do not
 * flicker.
 */
export const nextSpeaker = (
  before: string | null,
  speaking: ReadonlySet<string>,
  me: string | null,
): string | null => {
  if (before !== null && speaking.has(before)) return before
  return [...speaking].find((id) => id !== me) ?? before
}
