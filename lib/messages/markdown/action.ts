import type { Block } from './blocks.ts'

/** What begins a message that tells what its author does: "/me waves". With a backslash before it is text. */
const mark = /^\/me (?=\S)/

export const isAction = (content: string): boolean => mark.test(content)

/** The same without its mark, as a text or as what was parsed of it. */
export const actedText = (text: string): string => text.replace(mark, '')
export const actedBlocks = ([first, ...others]: Block[]): Block[] => {
  if (first?.kind !== 'paragraph') return first ? [first, ...others] : []
  const [begin, ...rest] = first.inside
  if (begin?.kind !== 'text') return [first, ...others]
  const text = begin.text.replace(/^\/me /, '')
  return [{ ...first, inside: [{ ...begin, text }, ...rest] }, ...others]
}
