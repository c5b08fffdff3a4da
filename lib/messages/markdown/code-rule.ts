import MarkdownIt, { type StateInline } from 'markdown-it'

const own = (() => {
  const { ruler } = new MarkdownIt().inline
  ruler.enableOnly(['backticks'])
  const [rule] = ruler.getRules('')
  if (!rule) throw new Error('markdown-it has no rule "backticks"')
  return rule
})()

/** Code within a line; where somebody broke it into several, it keeps them. */
export const code = (state: StateInline, silent: boolean): boolean => {
  const from = state.pos
  const done = own(state, silent)
  const token = state.tokens.at(-1)
  if (done && !silent && token?.type === 'code_inline' && state.pending === '') {
    const { length } = token.markup
    token.content = state.src.slice(from + length, state.pos - length).replace(/^ (.+) $/s, '$1')
  }
  return done
}
