import type { LinkView } from '../engine.ts'

/** A score that changes alone is told at most so often. */
const scoreEveryMs = 2_000

export const firstView: LinkView = {
  health: 'connecting',
  lacks: null,
  resigned: false,
  why: 'joining',
  score: null,
  spared: false,
}

/** Tells how a link looks, when that changes. */
export const createView = (tell: (view: LinkView) => void) => {
  let told = firstView
  let scoredAtMs = Number.NEGATIVE_INFINITY
  return {
    get: () => told,
    show(view: LinkView, atMs: number) {
      const before = told
      const changed = (['health', 'lacks', 'resigned', 'why', 'spared'] as const).some(
        (part) => view[part] !== before[part],
      )
      const scored = view.score !== before.score && atMs - scoredAtMs >= scoreEveryMs
      if (!changed && !scored) return
      if (view.score !== before.score) scoredAtMs = atMs
      told = view
      tell(view)
    },
  }
}
