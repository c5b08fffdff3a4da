import { nameBetweenColons } from '#lib/emoji/name.ts'
import { fold } from '#lib/fold.ts'
import { CustomEmoji } from './custom-emoji.tsx'
import { useCustomEmoji } from './use-custom-emoji.ts'

/** One emoji, of everybody's or of the installation: of one that is gone its name. */
export function EmojiSign({ sign }: { sign: string }) {
  const name = nameBetweenColons(sign)
  const { byName } = useCustomEmoji(name !== null)
  const emoji = name === null ? undefined : byName.get(fold(name))
  return emoji ? <CustomEmoji emoji={emoji} /> : sign
}
