import type { LinkQuality } from '../link-quality.ts'

/** A score that changes alone is told at most so often. */
const scoreEveryMs = 2_000

export const firstQuality: LinkQuality = {
  health: 'connecting',
  lacks: null,
  resigned: false,
  why: 'joining',
  score: null,
  spared: false,
}

/** Tells of the quality of a link when it has changed. */
export const createQualityChanges = (tell: (quality: LinkQuality) => void) => {
  let told = firstQuality
  let scoredAtMs = Number.NEGATIVE_INFINITY
  return {
    get: () => told,
    show(quality: LinkQuality, atMs: number) {
      const before = told
      const changed = (['health', 'lacks', 'resigned', 'why', 'spared'] as const).some(
        (part) => quality[part] !== before[part],
      )
      const scored = quality.score !== before.score && atMs - scoredAtMs >= scoreEveryMs
      if (!changed && !scored) return
      if (quality.score !== before.score) scoredAtMs = atMs
      told = quality
      tell(quality)
    },
  }
}
