import { customEmoji } from '#lib/emoji/browser/custom-emoji.ts'
import { betweenColons } from '#lib/emoji/name.ts'
import type { CustomEmoji } from '#lib/emoji/schema.ts'
import { allEmoji, type Emoji, findEmoji, ownGroup } from './emoji.ts'
import { recentEmoji } from './recent-emoji.ts'

/** The emoji of the installation, to be found and picked like others. */
export const ownEmoji = (all: readonly CustomEmoji[]): Emoji[] =>
  all.map(({ name }) => {
    const emoji = betweenColons(name)
    return { emoji, label: emoji, names: [name], tags: [], group: ownGroup }
  })

/** Once all are loaded: what finds some by what a name begins with, with pictures where they have one. */
export async function emojiFinder(): Promise<(begun: string, count: number) => Found[]> {
  const [all] = await Promise.all([allEmoji(), customEmoji.known()])
  return (begun, count) => {
    const own = customEmoji.get()
    return findEmoji([...ownEmoji(own.all), ...all], begun, recentEmoji(), count).map((one) => {
      const picture = one.group === ownGroup ? customEmoji.named(one.names[0] ?? '')?.url : undefined
      return { ...one, ...(picture && { picture }) }
    })
  }
}

export type Found = Emoji & { picture?: string }
