import type { useFormatter } from 'next-intl'
import { isolated } from '#lib/text/isolate.ts'
import type { Translate } from '#lib/words/translate.ts'

const toldCount = 12

/** Names of those who reacted; the viewer first, as "You". */
export const namesOf = (
  t: Translate,
  userIds: readonly string[],
  viewerId: string,
  nameOf: (userId: string) => string | undefined,
): string[] => {
  const others = userIds
    .filter((id) => id !== viewerId)
    .map((id) => isolated(nameOf(id) ?? t('messages.unknownPerson')))
  return userIds.includes(viewerId) ? [t('messages.reactions.you'), ...others] : others
}

/** "You, Ana, and Bob", as the language lists people: the first few by name. */
export const inWords = (
  t: Translate,
  format: ReturnType<typeof useFormatter>,
  names: readonly string[],
): string => {
  const more = names.length - toldCount
  return format.list(
    more > 0 ? [...names.slice(0, toldCount), t('messages.reactions.more', { count: more })] : names,
    { type: 'conjunction' },
  )
}
