import type { StateInline } from 'markdown-it'
import { safeLink } from './links.ts'

/**
 * Where an address of mail whose @ stands here may begin (GFM, 6.9): never within a word, so that a run of
 * letters is looked at once, and no further back than one may be long. null where none does.
 */
export function mailStart(text: string, at: number): number | null {
  let from = at
  while (from > 0 && at - from < 64 && /[\w.+-]/.test(text.charAt(from - 1))) from--
  for (; from < at; from++)
    if (/[a-z\d]/i.test(text.charAt(from)) && !/[a-z\d.+-]/i.test(text.charAt(from - 1))) return from
  return null
}

const web = /(?<![a-z\d])(?:https?:\/\/|www\.)[\p{L}\p{N}-](?:[^\s<[\]]|\[[^\s<[\]]*\])*/iuy
const mail = /(?<![a-z\d.+-])(?:mailto:)?[a-z\d][\w.+-]{0,63}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,10}(?<![-_])/iy

/**
 * An address of the web or of mail as it stands in a text. What leads
 * nowhere stays text, read once all the same.
 */
export const address = (state: StateInline, silent: boolean): boolean => {
  if (state.linkLevel > 0) return false
  const raw = trimmed(found(web, state)) || found(mail, state)
  if (raw === '') return false
  if (!silent) {
    const href = safeLink(hrefOf(raw))
    if (href) pushLink(state, href, raw)
    else state.pending += raw
  }
  state.pos += raw.length
  return true
}

const found = (what: RegExp, { src, pos, posMax }: StateInline): string => {
  what.lastIndex = pos
  return what.exec(src)?.[0].slice(0, posMax - pos) ?? ''
}

const hrefOf = (raw: string) => {
  if (/^(?:https?|mailto):/i.test(raw)) return raw
  return /^www\./i.test(raw) ? `http://${raw}` : `mailto:${raw}`
}

const pushLink = (state: StateInline, href: string, words: string) => {
  state.push('link_open', 'a', 1).attrs = [['href', href]]
  state.push('text', '', 0).content = words
  state.push('link_close', 'a', -1)
}

/** Without the punctuation of the sentence around it; a bracket belongs to it when it was opened in it. */
const trimmed = (raw: string): string => {
  let unopened = count(raw, ')') - count(raw, '(')
  let end = raw.length
  for (; end > 0; end--) {
    const last = raw[end - 1] ?? ''
    if (last === ')' && unopened > 0) unopened--
    else if (!'?!.,:;*_~\'"'.includes(last)) break
  }
  return raw.slice(0, end)
}

const count = (text: string, sign: string) => text.split(sign).length - 1
