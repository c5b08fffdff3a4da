import type { LinkLack } from '../link-quality.ts'

/** What was received within a few seconds, as shares from 0 to 1. */
export type Quality = {
  /** This share of the packets that were sent did not arrive. */
  lost: number
  /** The decoder made up this share of the sound: the honest measure of "can I understand you". */
  concealed: number
  /** The picture stood still for this share of the time. */
  frozen: number
  roundTripMs: number | null
}

type Curve = [at: number, score: number][]
const lostCurve: Curve = [
  [0, 100],
  [0.02, 90],
  [0.05, 70],
  [0.1, 45],
  [0.2, 20],
  [0.3, 0],
]
const concealedCurve: Curve = [
  [0, 100],
  [0.02, 90],
  [0.05, 70],
  [0.1, 50],
  [0.2, 20],
  [0.3, 0],
]
const frozenCurve: Curve = [
  [0, 100],
  [0.1, 75],
  [0.3, 45],
  [1, 10],
]
const roundTripCurve: Curve = [
  [150, 100],
  [400, 80],
  [800, 50],
  [1_500, 10],
]

/**
 * Gives 0 to 100, by the worst of its parts: good pictures do not make up for words that are not understood.
 */
export const scoreOf = ({ lost, concealed, frozen, roundTripMs }: Quality): number =>
  Math.min(
    along(lostCurve, lost),
    along(concealedCurve, concealed),
    along(frozenCurve, frozen),
    along(roundTripCurve, roundTripMs ?? 0),
  )

const step = 5
/** A value on the border between two steps would be told again and again. */
const beyondStep = 1

/** The score as it is shown: in steps, and leaving the step it stands on only when it has clearly left it. */
export function steady(before: number | null, score: number): number {
  const next = Math.round(score / step) * step
  return before !== null && Math.abs(score - before) < step / 2 + beyondStep ? before : next
}

const mostWithout: Record<LinkLack, number> = { picture: 40, sound: 10, both: 0 }

/**
 * What is received, and low if something does not arrive at all: what is lost entirely cannot be counted as
 * lost.
 */
export const withLack = (score: number | null, lacks: LinkLack | null): number | null =>
  score === null || lacks === null ? score : Math.min(score, mostWithout[lacks])

/** The score of a link is that of its worse direction. */
export const together = (here: number | null, there: number | null): number | null =>
  here === null ? null : Math.min(here, there ?? here)

function along(curve: Curve, at: number): number {
  let [fromAt, fromScore] = [Number.NEGATIVE_INFINITY, 100]
  for (const [toAt, toScore] of curve) {
    if (at <= toAt) {
      if (fromAt === Number.NEGATIVE_INFINITY) return toScore
      return fromScore + ((toScore - fromScore) * (at - fromAt)) / (toAt - fromAt)
    }
    ;[fromAt, fromScore] = [toAt, toScore]
  }
  return fromScore
}
