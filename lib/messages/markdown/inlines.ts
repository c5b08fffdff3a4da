import type { Token } from 'markdown-it'
import { isBlank } from '#lib/text/signs.ts'

export type Inline =
  | { kind: 'text' | 'code'; text: string }
  | { kind: 'strong' | 'emphasis' | 'strike'; inside: Inline[] }
  | { kind: 'link'; href: string; inside: Inline[] }
  | { kind: 'mention'; userId: string }
  | { kind: 'room'; roomId: string }

/** Whether there is anything among them that people see. */
export const shows = (inlines: readonly Inline[]): boolean =>
  inlines.some((one) => {
    if (one.kind === 'mention' || one.kind === 'room') return true
    return 'text' in one ? !isBlank(one.text) : shows(one.inside)
  })

/** Deeper than anybody means it, and no page can draw boxes in each other without end. */
const deepest = 8
const kinds: Record<string, 'strong' | 'emphasis' | 'strike'> = {
  strong_open: 'strong',
  em_open: 'emphasis',
  s_open: 'strike',
}

/** A link without a target is no link. */
const typed: Record<string, string> = { link_open: '[', link_close: ']()' }

/** What stands in a line, as a tree. Marks that go too deep are text. */
export const inlinesOf = (tokens: readonly Token[]): Inline[] => {
  const all: Inline[] = []
  const open = [all]
  /** What the links say that are open, beside their words. */
  const titles: string[] = []
  /** Where what comes next belongs. */
  let here = all
  const enter = (inside: Inline[]) => {
    open.push(inside)
    here = inside
  }
  const say = (text: string) => {
    const last = here.at(-1)
    if (last?.kind === 'text') last.text += text
    else if (text !== '') here.push({ kind: 'text', text })
  }
  for (const token of tokens) {
    const { type, content, markup, nesting } = token
    const inside: Inline[] = []
    const href = String(token.attrGet('href') ?? '')
    const kind = open.length <= deepest ? kinds[type] : undefined
    if (type === 'code_inline') here.push({ kind: 'code', text: content })
    else if (type === 'mention') here.push({ kind: 'mention', userId: content })
    else if (type === 'room') here.push({ kind: 'room', roomId: content })
    else if (href) {
      here.push({ kind: 'link', href, inside })
      titles.push(String(token.attrGet('title') ?? ''))
      enter(inside)
    } else if (kind) {
      here.push({ kind, inside })
      enter(inside)
    } else if (nesting === 1) {
      say(typed[type] ?? markup)
      enter(here)
    } else if (nesting === -1) {
      const left = open.pop()
      const link = type === 'link_close' ? open.at(-1)?.at(-1) : undefined
      // Of a link without words its address is what there is to see.
      if (link?.kind === 'link' && link.inside === left && !shows(left)) say(link.href)
      here = open.at(-1) ?? all
      if (left === here) say(typed[type] ?? markup)
      else if (type === 'link_close') say(titles.pop()?.replace(/^(?=.)/, ' ') ?? '')
    } else say(content)
  }
  return all
}
