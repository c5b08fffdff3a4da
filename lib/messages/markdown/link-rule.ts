import MarkdownIt, { type StateInline } from 'markdown-it'
import { nextAddress } from './address-rule.ts'

const linkRule = (() => {
  const { ruler } = new MarkdownIt().inline
  ruler.enableOnly(['link'])
  const [rule] = ruler.getRules('')
  if (!rule) throw new Error('markdown-it has no rule "link"')
  return rule
})()

const hostOf = (href: string) => URL.parse(href)?.host.replace(/^www\./, '')

/**
 * A link whose words are an address of another host is shown as it was
 * typed: both can be seen, and none deceives.
 */
export const honest = (state: StateInline, silent: boolean): boolean => {
  const { md, pos, posMax, src } = state
  if (src[pos] !== '[') return false
  const shown = nextAddress(state, pos)
  if (!shown?.href) return linkRule(state, silent)
  const end = md.helpers.parseLinkLabel(state, pos, true)
  if (shown.from > end) return linkRule(state, silent)
  const destination = md.helpers.parseLinkDestination(src, end + 2, posMax)
  const href = destination.ok ? md.normalizeLink(destination.str) : ''
  return href !== '' && hostOf(href) === hostOf(shown.href) && linkRule(state, silent)
}

type ReadTitle = InstanceType<typeof MarkdownIt>['helpers']['parseLinkTitle']

/** The title of a link as it was typed, quotes and all: it is shown after the link. */
export const typedTitle =
  (read: ReadTitle): ReadTitle =>
  (src, start, max, before) => {
    const found = read(src, start, max, before)
    return found.ok ? { ...found, str: src.slice(start, found.pos) } : found
  }
