/** Between two rows, as the styles make it, at the usual size of letters. */
export const gapPx = 2

/** Which rows of a long list are to be drawn, and where they are: from the top of what scrolls, in pixels. */
export type Sight = {
  rows: readonly { index: number; start: number; end: number }[]
  /** How high all of them are. */
  total: number
  /** Takes note of how high a row really is. */
  measure: (row: HTMLElement | null) => void
}
