/** The value that `part` (0 to 1) of them do not exceed; 0 of none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}

/** Of an even number what lies between the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2
}

/** Three digits that count, however small. */
export function short(figure: number): string {
  return figure === 0 ? '0' : figure.toFixed(Math.max(0, 2 - Math.floor(Math.log10(Math.abs(figure)))))
}
