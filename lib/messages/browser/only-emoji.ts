import { partedByEmoji } from '#lib/emoji/name.ts'
import { signsOf } from '#lib/text/cut.ts'

const most = 3

/** One to three emoji and nothing else, of everybody's or of those that `find` knows: shown large. */
export const isOnlyEmoji = (content: string, find?: (name: string) => object | undefined): boolean => {
  // So long are three of the longest names, and what may stand between them.
  if (content.length > 128) return false
  const parts = find ? partedByEmoji(content, find) : [content]
  const rest = parts.filter((part) => typeof part === 'string').join('')
  const own = parts.filter((part) => typeof part !== 'string').length
  if (rest.length > 64 || !/^[\p{Extended_Pictographic}\p{Emoji_Component}\s]*$/u.test(rest)) return false
  const others = signsOf(rest.replace(/\s/g, ''))
  const areEmoji =
    others.length === 0 || /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(rest)
  return areEmoji && own + others.length > 0 && own + others.length <= most
}
