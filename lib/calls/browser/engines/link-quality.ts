import type { LinkState } from '../../schema.ts'

export type LinkHealth = LinkState['state']
export type LinkLack = NonNullable<LinkState['lacks']>

/** Why a link is not ok. */
export type LinkTrouble =
  /** It is being set up for the first time. */
  | 'joining'
  /** Nothing can be agreed on, because one of the two lost the server. */
  | 'unreachable'
  /** No way through the networks was found. */
  | 'no-path'
  /** No direct way was found either, so a relay alone is tried. */
  | 'relay'
  /** It worked, and packets stopped. */
  | 'interrupted'
  /** It is connected, and something that is on does not arrive. */
  | 'silent'

/** How the voice and the pictures of one participant arrive here, whatever carries them. */
export type LinkQuality = {
  health: LinkHealth
  /** What should arrive and does not, although the link is connected. */
  lacks: LinkLack | null
  /** Setting the link up anew did not bring what it lacks, and is not tried again. */
  resigned: boolean
  /** Null when the link is ok. */
  why: LinkTrouble | null
  /** 0 to 100 in steps of 5, the same on both ends; null while nothing can be measured. */
  score: number | null
  /**
   * So many are in the call that the camera of this participant is not asked for: their picture stands still.
   */
  spared: boolean
}

/** A link as everybody is told of it. */
export const linkState = (
  participantId: string,
  { health, lacks, resigned, score }: LinkQuality,
): LinkState => ({
  participantId,
  state: health,
  ...(lacks && { lacks }),
  ...(resigned && { resigned }),
  ...(score !== null && { score: Math.round(score) }),
})
