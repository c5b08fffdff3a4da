export type View = { participantId: string; kind: 'camera' | 'screen' }
export type Layout = 'grid' | 'speaker'
/** How one sees oneself: as everybody else, in a corner, or not at all. */
export const ownTiles = ['beside', 'small', 'hidden'] as const
export type OwnTile = (typeof ownTiles)[number]

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
  own: OwnTile
}

/**
 * What stands large, and what stands in the strip beside it. What one pinned comes first, then what others
 * show, then who speaks. A screen of one's own is never large by itself: a picture of this page within this
 * page helps nobody.
 */
export function arrange({ people, screens, layout, pinned, speaker, me, own }: Stage): {
  large: View[]
  strip: View[]
  corner: View | null
} {
  const everybody = people.map((participantId): View => ({ participantId, kind: 'camera' }))
  // Alone one would look at nothing, and what is pinned was asked for.
  const aside =
    own === 'beside' || people.length < 2 ? undefined : everybody.find((view) => view.participantId === me)
  const isAside = aside !== undefined && !isSame(pinned, aside)
  const cameras = isAside ? everybody.filter((view) => view !== aside) : everybody
  const corner = isAside && own === 'small' ? aside : null
  const shared = screens.map((participantId): View => ({ participantId, kind: 'screen' }))
  const all = [...shared, ...cameras]
  const beside = (large: View[]) => ({ large, strip: all.filter((view) => !large.includes(view)), corner })

  const kept = all.find((view) => isSame(pinned, view))
  if (kept) return beside([kept])
  const others = shared.filter((view) => view.participantId !== me)
  if (others.length > 0) return beside(layout === 'speaker' ? others.slice(-1) : others)
  if (layout === 'speaker' && cameras.length > 1) {
    const heard = cameras.find((view) => view.participantId === speaker)
    const first = cameras.find((view) => view.participantId !== me)
    return beside([heard ?? first].filter((view) => view !== undefined))
  }
  return { large: all, strip: [], corner }
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
