import type { createLowlight } from 'lowlight'

type Root = ReturnType<ReturnType<typeof createLowlight>['highlight']>

/** A piece of code and what it is, such as "hljs-keyword"; the text of all pieces together is the code. */
export type Piece = { text: string; classes: string }

/** Loads the highlighter when the first code with a language is shown. Null for a language it does not know. */
export const highlight = async (code: string, language: string): Promise<Piece[] | null> => {
  const lowlight = await highlighter()
  return lowlight.registered(language) ? piecesOf(lowlight.highlight(language, code), '') : null
}

let loading: ReturnType<typeof load> | undefined
const highlighter = () => {
  loading ??= load()
  return loading
}
const load = async () => {
  const { common, createLowlight } = await import('lowlight')
  return createLowlight(common)
}

const piecesOf = (node: Root | Root['children'][number], classes: string): Piece[] => {
  if (node.type === 'text') return [{ text: node.value, classes }]
  if (!('children' in node)) return []
  const own = node.type === 'element' ? [node.properties.className ?? []].flat().join(' ') : classes
  return node.children.flatMap((child) => piecesOf(child, own))
}
