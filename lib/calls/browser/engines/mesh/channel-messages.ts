import type { PictureKind, Shown } from '../engine.ts'

/** What one end of a link wants of the other's pictures. A kind that is missing was never spoken of. */
export type Wants = Partial<Record<PictureKind, Shown | null>>
/** What the ends of a link tell each other without the server. `score`: how well the teller receives. */
export type ChannelMessage = { wants?: Wants; score?: number | null }

const longest = 1_000
const tallest = 10_000

/**
 * Reads what came over a link. Anybody in the call can send anything there: what is not understood is null.
 */
export function readMessage(data: unknown): ChannelMessage | null {
  if (typeof data !== 'string' || data.length > longest) return null
  const message = parsed(data)
  if (!isRecord(message)) return null
  const { wants, score } = message
  return {
    ...(isRecord(wants) && { wants: readWants(wants) }),
    ...((score === null || isScore(score)) && { score }),
  }
}

function readWants(given: Record<string, unknown>): Wants {
  const wants: Wants = {}
  for (const kind of ['camera', 'screen'] as const) {
    const shown = given[kind]
    if (shown === null) wants[kind] = null
    if (!isRecord(shown) || !isHeight(shown.height)) continue
    wants[kind] = { height: shown.height, pinned: shown.pinned === true }
  }
  return wants
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isHeight = (value: unknown): value is number =>
  typeof value === 'number' && value > 0 && value <= tallest
const isScore = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 100
