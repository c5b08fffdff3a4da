import type { Refusal } from '#lib/errors.ts'
import type { Store } from '#lib/store.ts'
import { showsPicture } from '../../policy.ts'
import type { OwnMedia } from '../devices/own-media.ts'
import type { CallNotice } from '../state/notice.ts'

/** One's own pictures, which give way when the call has no place for them. */
export const createOwnPictures = (
  { set }: Pick<Store<{ notice: CallNotice | null }>, 'set'>,
  own: OwnMedia,
) => {
  /** Stops our pictures, and says why. */
  const hide = async (notice: CallNotice) => {
    set({ notice })
    own.unshare()
    await own.turn('camera', false)
  }
  return {
    hide,
    /** Stops our pictures when a refusal was about one too many; says whether it was. */
    async withdraw(refused: Refusal): Promise<boolean> {
      if (!refused.issues?.some(({ path }) => path === 'media')) return false
      // They may be off already, for a reason that was told: this answers what was asked before.
      if (showsPicture(own.get())) await hide({ what: 'refused', refused })
      return true
    },
  }
}
