import type { Viewer } from '#lib/accounts/schema.ts'
import { mayRemoveAnyEmoji } from '#lib/instance/policy.ts'

type Asking = Pick<Viewer, 'userId' | 'role'>

/** Whether it is one's own, which may be taken back whatever one is now. */
export const isOwnEmoji = ({ userId }: Asking, addedBy: string | null) => userId === addedBy

/** Who added it, or who looks after the installation. */
export const mayRemoveEmoji = (who: Asking, addedBy: string | null) =>
  isOwnEmoji(who, addedBy) || mayRemoveAnyEmoji(who)
