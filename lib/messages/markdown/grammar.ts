import MarkdownIt, { type StateInline } from 'markdown-it'
import { address, nextAddress } from './address-rule.ts'
import {
  afterItem,
  afterQuote,
  between,
  bounded,
  indented,
  orAsTyped,
  ruleOf,
  smallTable,
  spaced,
  withoutPlus,
} from './block-rules.ts'
import { code } from './code-rule.ts'
import { escaped } from './escapes.ts'
import { fence, fenceAfterText } from './fences.ts'
import { Marks } from './flanking.ts'
import { honest, typedTitle } from './link-rule.ts'
import { safeLink } from './links.ts'
import { strikePairs, strikes } from './strike.ts'

/** Where something other than text may begin. */
const notable = /[\\*_~[\]<`]/g

function textEnd(state: StateInline): number {
  notable.lastIndex = state.pos
  const sign = notable.exec(state.src)?.index ?? state.posMax
  const address = nextAddress(state, state.pos)?.from ?? state.posMax
  return Math.min(sign, address, state.posMax)
}

const text = (state: StateInline, silent: boolean): boolean => {
  const end = textEnd(state)
  if (end === state.pos) return false
  if (!silent) state.pending += state.src.slice(state.pos, end)
  state.pos = end
  return true
}

/** Somebody, or a room. */
const mentioned = /<([@#])([\w-]{1,64})>/y
const mention = (state: StateInline, silent: boolean): boolean => {
  mentioned.lastIndex = state.pos
  const [raw, sign, id = ''] = mentioned.exec(state.src) ?? []
  if (!raw) return false
  if (!silent) state.push(sign === '@' ? 'mention' : 'room', '', 0).content = id
  state.pos += raw.length
  return true
}

/** A name of a program, and no word that is strong: `__init__`. */
const programs = /(?<!\w)__\w{1,64}?__(?!\w)/y
const programName = (state: StateInline, silent: boolean): boolean => {
  programs.lastIndex = state.pos
  const [raw] = programs.exec(state.src.slice(0, state.posMax)) ?? []
  if (!raw) return false
  if (!silent) state.pending += raw
  state.pos += raw.length
  return true
}

/**
 * GFM without what has no place in a conversation: HTML, images, link definitions, entities, underlined
 * headings, code by indentation. What has a place there is read as people who talk mean it: nothing that was
 * typed is lost (tests: as-typed.test.ts). Its time is linear in the length of a text: each rule reads a
 * bounded number of times what it reads.
 */
export const grammar = new MarkdownIt('zero', {
  // Brackets and boxes in each other; the rules for boxes stop before, since what is deeper would be dropped.
  maxNesting: 20,
})
grammar.enable(['fence', 'hr', 'heading', 'blockquote', 'list', 'table'])
grammar.enable(['escape', 'backticks', 'emphasis', 'link', 'autolink'])
// An address that leads nowhere is no link.
grammar.normalizeLink = (url) => safeLink(url) ?? ''
grammar.validateLink = (url) => url !== ''
grammar.normalizeLinkText = (url) => url

const { block, inline, helpers, utils } = grammar
const { parseLinkDestination } = helpers
// Entities are what they look like, here as everywhere.
helpers.parseLinkDestination = (src, start, max) => {
  const found = parseLinkDestination(src, start, max)
  const raw = src.slice(start, found.pos)
  return found.ok ? { ...found, str: utils.unescapeMd(raw.startsWith('<') ? raw.slice(1, -1) : raw) } : found
}
block.ruler.at('table', smallTable(ruleOf('table')), { alt: ['paragraph'] })
helpers.parseLinkTitle = typedTitle(helpers.parseLinkTitle)
block.ruler.at('fence', fence, { alt: ['paragraph', 'blockquote', 'list'] })
block.ruler.at('hr', between(ruleOf('hr')), { alt: ['paragraph', 'blockquote', 'list'] })
block.ruler.at('blockquote', orAsTyped(spaced(bounded(ruleOf('blockquote')))), {
  alt: ['paragraph', 'blockquote', 'list'],
})
block.ruler.at('list', orAsTyped(withoutPlus(bounded(ruleOf('list')))), { alt: ['paragraph', 'blockquote'] })
block.ruler.at('heading', orAsTyped(ruleOf('heading')), { alt: ['paragraph', 'blockquote'] })
block.ruler.at('paragraph', indented(ruleOf('paragraph')))
block.ruler.before('paragraph', 'fence after text', fenceAfterText, { alt: ['paragraph'] })
block.ruler.before('paragraph', 'after quote', afterQuote, { alt: ['blockquote'] })
block.ruler.before('paragraph', 'after item', afterItem, { alt: ['paragraph'] })
inline.State = Marks
inline.ruler.at('text', text)
inline.ruler.at('escape', escaped)
inline.ruler.at('backticks', code)
inline.ruler.at('link', honest)
inline.ruler.before('emphasis', 'strike', strikes)
inline.ruler.before('strike', 'program name', programName)
inline.ruler2.before('fragments_join', 'strike', strikePairs)
inline.ruler.before('autolink', 'mention', mention)
inline.ruler.before('mention', 'address', address)
