const toldCount = 12

/** Names of those who reacted; the viewer first, as "You". */
export const namesOf = (
  userIds: readonly string[],
  viewerId: string,
  nameOf: (userId: string) => string | undefined,
): string[] => {
  const others = userIds.filter((id) => id !== viewerId).map((id) => nameOf(id) ?? 'Somebody')
  return userIds.includes(viewerId) ? ['You', ...others] : others
}

/** "You, Ana and Bob": the first few by name. */
export const inWords = (names: readonly string[]): string => {
  const told =
    names.length > toldCount ? [...names.slice(0, toldCount), `${names.length - toldCount} more`] : names
  return told.length < 2 ? told.join('') : `${told.slice(0, -1).join(', ')} and ${told.at(-1)}`
}
