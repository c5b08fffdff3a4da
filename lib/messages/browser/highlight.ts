import { common, createLowlight } from 'lowlight'

/** A piece of code and what it is, such as "hljs-keyword"; the text of all pieces together is the code. */
export type Piece = { text: string; classes: string }

/** More would take a page long to draw. */
const mostPieces = 4_000

const lowlight = createLowlight(common)
type Node = ReturnType<typeof lowlight.highlight> | ReturnType<typeof lowlight.highlight>['children'][number]

/**
 * Code in its pieces; null for a language that is not known and for too many pieces. Its
 * time has no bound, since the expressions that describe the languages backtrack: a page
 * asks for it through highlight-in-worker.ts.
 */
export const highlight = (code: string, language: string): Piece[] | null => {
  if (!lowlight.registered(language)) return null
  const pieces = piecesOf(lowlight.highlight(language, code), '')
  return pieces.length > mostPieces ? null : pieces
}

const piecesOf = (node: Node, classes: string): Piece[] => {
  if (node.type === 'text') return [{ text: node.value, classes }]
  if (!('children' in node)) return []
  const own = node.type === 'element' ? [node.properties.className ?? []].flat().join(' ') : classes
  return node.children.flatMap((child) => piecesOf(child, own))
}
