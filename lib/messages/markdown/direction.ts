import type { Block, Inline } from './markdown.ts'

const letter = /\p{L}/u
const fromTheRight =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}\p{Script=Mende_Kikakui}]/u

/**
 * The direction of a box by the first letter in it. A browser's "auto" does not look into parts that have a
 * direction of their own, as each paragraph has.
 */
export const directionOf = (parts: readonly (Block | Inline)[]): 'ltr' | 'rtl' | undefined => {
  for (const part of parts) {
    const found = directionIn(part)
    if (found) return found
  }
  return undefined
}

const directionIn = (one: Block | Inline): 'ltr' | 'rtl' | undefined => {
  if ('text' in one) {
    const [first] = letter.exec(one.text) ?? []
    if (first === undefined) return undefined
    return fromTheRight.test(first) ? 'rtl' : 'ltr'
  }
  if (one.kind === 'list') return directionOf(one.items.flatMap(({ inside }) => inside))
  if (one.kind === 'table') return directionOf(one.rows.flat(2))
  return 'inside' in one ? directionOf(one.inside) : undefined
}
