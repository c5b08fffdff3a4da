import type { Flow, Outcome, Verdict } from './outcome.ts'

/** What is to be said first, in the order of what matters. */
export const verdicts: { verdict: Verdict; heading: string }[] = [
  { verdict: 'not proven', heading: 'Failed' },
  { verdict: 'not checked', heading: 'Could not be checked' },
  { verdict: 'at the second try', heading: 'Proven at the second try only' },
  { verdict: 'proven', heading: 'Proven' },
]

export const ofVerdict = (flows: Flow[], wanted: Verdict) => flows.filter(({ verdict }) => verdict === wanted)

/** One sentence of all of it. */
export function verdictOn({ flows, proofs }: Outcome): string {
  const [failed, unchecked] = [ofVerdict(flows, 'not proven').length, ofVerdict(flows, 'not checked').length]
  if (flows.length === 0) return 'Nothing was checked'
  if (failed > 0) return `${failed} of ${flows.length} flows failed`
  const rest = unchecked > 0 ? `; ${unchecked} of ${flows.length} flows could not be checked` : ''
  return `Nothing failed: ${proofs} proofs${rest}`
}

export function summaryText(outcome: Outcome): string {
  const { flows, url, instance, seconds, missing } = outcome
  const lines = verdicts.flatMap(({ verdict, heading }) => {
    const some = ofVerdict(flows, verdict)
    if (some.length === 0 || verdict === 'proven') return []
    return [heading, ...some.map((one) => `  ${one.area}: ${one.title} (${one.where})\n    ${one.reason}`)]
  })
  return [
    ...lines,
    ...(missing.length > 0 ? [`Not installed here, so nothing is said of them: ${missing.join(', ')}`] : []),
    `${verdictOn(outcome)}. ${instance} at ${url}, ${seconds} s`,
  ].join('\n')
}
