/** The value that `part` (0 to 1) of them do not exceed; 0 of none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** Three digits that count, however small. */
export function short(figure: number): string {
  return figure === 0 ? '0' : figure.toFixed(Math.max(0, 2 - Math.floor(Math.log10(Math.abs(figure)))))
}
