import { addressesIn } from '#lib/messages/markdown/addresses.ts'
import { parse } from '#lib/messages/markdown/markdown.ts'
import { isBlank } from '#lib/text/signs.ts'
import type { Selected } from './format.ts'

const wholeAddress = (text: string): string | null => {
  const [one] = addressesIn(text)
  return one?.from === 0 && one.to === text.length ? one.href : null
}

/** Whether this becomes a link to there, and nothing else. */
const leads = (link: string, href: string): boolean => {
  const [block, ...more] = parse(link)
  if (block?.kind !== 'paragraph' || more.length > 0) return false
  const [one, ...rest] = block.inside
  return one?.kind === 'link' && one.href === href && rest.length === 0
}

/**
 * What is selected, as a link to an address that is pasted over it; null where that makes no sense,
 * or where it would be read as something else.
 */
export const linkedTo = ({ text, from, to }: Selected, pasted: string): Selected | null => {
  const words = text.slice(from, to)
  const href = wholeAddress(pasted)
  if (isBlank(words) || href === null || wholeAddress(words) !== null) return null
  const target = /^https?:/i.test(pasted) ? pasted : href
  const link = [`[${words}](${target})`, `[${words}](<${target}>)`].find((one) => leads(one, href))
  return link === undefined ? null : replaced({ text, from, to }, link)
}

/** What is selected gives way to other words; what is written next follows them. */
export const replaced = ({ text, from, to }: Selected, words: string): Selected => {
  const end = from + words.length
  return { text: text.slice(0, from) + words + text.slice(to), from: end, to: end }
}
