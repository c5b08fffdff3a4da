import type { Side } from '../run/sides.ts'

/** One line of the comparison: what a server spends on it. Less is better. */
export type Row = { what: string; unit: string; measure: (side: Side) => Promise<number> }
