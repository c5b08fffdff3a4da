import MarkdownIt, { type StateBlock } from 'markdown-it'

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

const says = ({ type, content }: StateBlock['tokens'][number]) =>
  content.trim() !== '' || type === 'fence' || type === 'hr'

/** A lone "#" or "-" is what somebody wanted to say, not the beginning of nothing. */
export const orAsTyped =
  (rule: Rule): Rule =>
  (state, from, to, silent) => {
    const { tokens } = state
    const before = tokens.length
    if (!rule(state, from, to, silent)) return false
    if (silent || tokens.slice(before).some(says)) return true
    tokens.length = before
    state.push('paragraph_open', 'p', 1).map = [from, state.line]
    const said = state.push('inline', '', 0)
    said.content = state.getLines(from, state.line, state.blkIndent, false).trim()
    said.children = []
    state.push('paragraph_close', 'p', -1)
    return true
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

/** A table up to that many cells, all tables of a message together; the lines after that are text. */
export const smallTable =
  (rule: Rule): Rule =>
  (state, from, to, silent) => {
    const { env, src, bMarks, eMarks, tokens } = state
    const columns = src.slice(bMarks[from], eMarks[from]).split('|').length
    const left = Number(env.cells ?? mostCells)
    const rows = Math.floor(left / columns)
    if (rows < 2) return false
    const before = tokens.length
    if (!rule(state, from, Math.min(to, from + rows + 1), silent)) return false
    if (!silent) env.cells = left - tokens.slice(before).filter(({ type }) => type === 'inline').length
    return true
  }
