import MarkdownIt, { type StateBlock } from 'markdown-it'
import { isBlank } from '#lib/text/signs.ts'

type Rule = (state: StateBlock, from: number, to: number, silent: boolean) => boolean

/** One of the parser's own rules. */
export const ruleOf = (name: string): Rule => {
  const { ruler } = new MarkdownIt().block
  ruler.enableOnly([name])
  const [rule] = ruler.getRules('')
  if (!rule) throw new Error(`markdown-it has no rule "${name}"`)
  return rule
}

/** Deeper than anybody means it: each box reads its lines once more. */
const deepest = 8

/** Boxes in each other, so deep; a line that goes deeper is text from there on. */
export const bounded =
  (rule: Rule): Rule =>
  (state, from, to, silent) => {
    const { env } = state
    const depth = Number(env.depth ?? 0)
    if (depth >= deepest) return false
    env.depth = depth + 1
    const done = rule(state, from, to, silent)
    env.depth = depth
    return done
  }

/** Some lines as a paragraph. */
export const typed = (state: StateBlock, from: number, to: number): true => {
  state.push('paragraph_open', 'p', 1).map = [from, to]
  const said = state.push('inline', '', 0)
  said.content = state.getLines(from, to, state.blkIndent, false).trimEnd()
  said.children = []
  state.push('paragraph_close', 'p', -1)
  state.line = to
  return true
}

const says = ({ type, content }: StateBlock['tokens'][number]) =>
  !isBlank(content) || type === 'fence' || type === 'hr'

/** A lone "#" or "-" is what somebody wanted to say, not the beginning of nothing. */
export const orAsTyped =
  (rule: Rule): Rule =>
  (state, from, to, silent) => {
    const { tokens } = state
    const before = tokens.length
    if (!rule(state, from, to, silent)) return false
    if (silent || tokens.slice(before).some(says)) return true
    tokens.length = before
    return typed(state, from, state.line)
  }

/** Only with a space after it: `>:(` and `>x` quote nobody. */
export const spaced =
  (rule: Rule): Rule =>
  (state, from, to, silent) => {
    const line = state.src.slice((state.bMarks[from] ?? 0) + (state.tShift[from] ?? 0), state.eMarks[from])
    return /^>+(?:[ \t]|$)/.test(line) && rule(state, from, to, silent)
  }

/** Without "+": it says more often what is added than where a list goes on. */
export const withoutPlus =
  (rule: Rule): Rule =>
  (state, from, to, silent) =>
    state.src[(state.bMarks[from] ?? 0) + (state.tShift[from] ?? 0)] !== '+' && rule(state, from, to, silent)

/** A line between something and something; alone, before or after all it is what was typed. */
export const between =
  (rule: Rule): Rule =>
  (state, from, to, silent) => {
    if (silent || !rule(state, from, to, true)) return rule(state, from, to, silent)
    const parts = /\S/.test(state.src.slice(0, state.bMarks[from])) && state.skipEmptyLines(from + 1) < to
    return parts ? rule(state, from, to, false) : typed(state, from, from + 1)
  }

/** Says of lines without ">" that they are no more of the quote: else own words would be somebody else's. */
export const afterQuote: Rule = (state, _from, _to, silent) => silent && state.parentType === 'blockquote'

/** The same of lines after an item of a list that are not indented like it. */
export const afterItem: Rule = (state, from, _to, silent) => {
  const indent = state.sCount[from] ?? 0
  return silent && indent >= 0 && indent < state.blkIndent
}

/** Spaces before the first line are as much a part of what somebody drew as those before the others. */
export const indented =
  (rule: Rule): Rule =>
  (state, from, to, silent) => {
    const done = rule(state, from, to, silent)
    const said = state.tokens.at(-2)
    if (said) said.content = state.getLines(from, state.line, state.blkIndent, false).trimEnd()
    return done
  }

/** Short rows are filled up to the width of the head, so a few signs could make any number of cells. */
const mostCells = 2_000

/** What stands between the bars of a line. */
const cellsIn = ({ src, bMarks, tShift, eMarks }: StateBlock, line: number): number => {
  const row = src.slice((bMarks[line] ?? 0) + (tShift[line] ?? 0), eMarks[line]).trim()
  const bars = row.match(/(?<!\\)\|/g)?.length ?? 0
  return bars === 0
    ? 0
    : bars + 1 - Number(row.startsWith('|')) - Number(/(?:^|[^\\])\|$/.test(row) && row !== '|')
}

/**
 * A table up to that many cells, all tables of a message together. The lines after that are text, like a line
 * without bars, and one with more of them than the head: its cells would be dropped.
 */
export const smallTable =
  (rule: Rule): Rule =>
  (state, from, to, silent) => {
    const { env, src, bMarks, eMarks, tokens } = state
    const columns = src.slice(bMarks[from], eMarks[from]).split('|').length
    const left = Number(env.cells ?? mostCells)
    const rows = Math.floor(left / columns)
    if (columns < 2 || rows < 2 || !rule(state, from, to, true)) return false
    if (silent) return true
    const head = cellsIn(state, from)
    const end = Math.min(to, from + rows + 1)
    let last = from + 2
    while (last < end && cellsIn(state, last) > 0 && cellsIn(state, last) <= head) last++
    const before = tokens.length
    if (!rule(state, from, last, false)) return false
    env.cells = left - tokens.slice(before).filter(({ type }) => type === 'inline').length
    return true
  }
