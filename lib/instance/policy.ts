import type { InstanceRole, Settings } from './schema.ts'

type Ranked = { role: InstanceRole }

const rankOf: Record<InstanceRole, number> = { guest: 0, bot: 1, member: 2, admin: 3 }
const atLeast = (role: InstanceRole, { role: own }: Ranked) => rankOf[own] >= rankOf[role]

/** Looks after the installation itself. */
export const mayAdminister = (who: Ranked) => atLeast('admin', who)

/** May take away any room they are in, whatever they are there. */
export const mayDeleteJoinedRooms = (who: Ranked) => atLeast('admin', who)

/** Speaks with people of their own choice, in direct rooms. */
export const mayOpenDirectRooms = (who: Ranked) => atLeast('member', who)

/** Makes rooms with a name, where that is set to be members' or administrators'. */
export const mayCreateRooms = (who: Ranked, set: Pick<Settings, 'roomCreation'>) =>
  atLeast(set.roomCreation === 'admins' ? 'admin' : 'member', who)

/** Finds public rooms, and goes in by themselves. */
export const mayBrowse = (who: Ranked) => atLeast('member', who)

/** Gives everybody here a picture to write with. */
export const mayAddEmoji = (who: Ranked) => atLeast('member', who)

/** Takes away emoji that others added. */
export const mayRemoveAnyEmoji = (who: Ranked) => atLeast('admin', who)

/** Brings others into rooms, by a link or by adding them. Guests are here by invitation themselves. */
export const mayInvite = (who: Ranked) => atLeast('bot', who)

/** Is here for the rooms they were brought into, and is shown as such. */
export const isGuest = (who: Ranked) => !atLeast('bot', who)

/** Finds people they share no room with. */
export const mayFindEverybody = (who: Ranked) => atLeast('bot', who)
