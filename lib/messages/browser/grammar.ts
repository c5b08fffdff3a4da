import MarkdownIt, { type StateInline } from 'markdown-it'
import { address, mailStart } from './addresses.ts'
import { bounded, indented, orAsTyped, ruleOf, smallTable } from './block-rules.ts'
import { safeLink } from './links.ts'
import { strikePairs, strikes } from './strike.ts'

/** Where something other than text may begin; for an address of mail its @. */
const notable = /[\\*_~[\]<`@]|(?<![a-z\d])(?:https?:\/\/|www\.|mailto:)/gi

function textEnd({ src, pos, posMax }: StateInline): number {
  notable.lastIndex = pos
  for (let found = notable.exec(src); found; found = notable.exec(src)) {
    const start = found[0] === '@' ? mailStart(src, found.index) : found.index
    // One that began before was tried already.
    if (start !== null && start >= pos) return Math.min(start, posMax)
  }
  return posMax
}

const text = (state: StateInline, silent: boolean): boolean => {
  const end = textEnd(state)
  if (end === state.pos) return false
  if (!silent) state.pending += state.src.slice(state.pos, end)
  state.pos = end
  return true
}

const mentioned = /<@([\w-]{1,64})>/y
const mention = (state: StateInline, silent: boolean): boolean => {
  mentioned.lastIndex = state.pos
  const [raw, userId = ''] = mentioned.exec(state.src) ?? []
  if (!raw) return false
  if (!silent) state.push('mention', '', 0).content = userId
  state.pos += raw.length
  return true
}

/**
 * GFM without what has no place in a conversation: HTML, images, link definitions, entities,
 * underlined headings, code by indentation. Its time is linear in the length of a text: each rule
 * reads a bounded number of times what it reads.
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
block.ruler.at('blockquote', bounded(ruleOf('blockquote')), { alt: ['paragraph', 'blockquote', 'list'] })
block.ruler.at('list', orAsTyped(bounded(ruleOf('list'))), { alt: ['paragraph', 'blockquote'] })
block.ruler.at('heading', orAsTyped(ruleOf('heading')), { alt: ['paragraph', 'blockquote'] })
block.ruler.at('paragraph', indented(ruleOf('paragraph')))
inline.ruler.at('text', text)
inline.ruler.before('emphasis', 'strike', strikes)
inline.ruler2.before('fragments_join', 'strike', strikePairs)
inline.ruler.before('autolink', 'mention', mention)
inline.ruler.before('mention', 'address', address)
