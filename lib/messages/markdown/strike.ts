import type { StateInline } from 'markdown-it'

const tilde = 0x7e

/**
 * Two tildes, which pair up with two. One says "about", or is the home of somebody: GFM would strike with it.
 */
export const strikes = (state: StateInline, silent: boolean): boolean => {
  if (silent || state.src.charCodeAt(state.pos) !== tilde) return false
  const { can_open: open, can_close: close, length } = state.scanDelims(state.pos, true)
  state.push('text', '', 0).content = '~'.repeat(length)
  const token = state.tokens.length - 1
  if (length === 2) state.delimiters.push({ marker: tilde, length: 0, token, end: -1, open, close })
  state.pos += length
  return true
}

/** Makes the pairs that were found into what they stand around. */
export const strikePairs = ({ tokens, delimiters, tokens_meta }: StateInline): void => {
  const become = (at: number, type: string, nesting: 1 | -1) => {
    const token = tokens[at]
    if (token) Object.assign(token, { type, nesting, markup: token.content, content: '' })
  }
  for (const list of [delimiters, ...tokens_meta.map((meta) => meta?.delimiters ?? [])])
    for (const { marker, token, end } of list) {
      const closer = list[end]
      if (marker !== tilde || !closer) continue
      become(token, 's_open', 1)
      become(closer.token, 's_close', -1)
    }
}
