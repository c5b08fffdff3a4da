import { foundServer, type ServerState } from './server-state.ts'

const againMs = 2_000
const told: Record<string, ServerState> = { 'database read-only': 'readable', 'disk full': 'readable' }

/**
 * Asks the server by itself, again and again, until it can serve; what it says meanwhile can be read from
 * `serverState`. `served` is called once, and told whether it had to be waited for. Returns how to stop.
 */
export function askUntilServed(served: (waited: boolean) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let [stopped, waited] = [false, false]
  const look = async () => {
    const state = await stateOfServer()
    if (stopped) return
    foundServer(state)
    if (state === 'serves') return served(waited)
    waited = true
    // Scattered, so that not everybody comes back in the same moment.
    timer = setTimeout(look, againMs * (0.75 + Math.random() / 2))
  }
  void look()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}

/** Where the way there is closed to browsers nobody knows: whoever asks for something will see. */
async function stateOfServer(): Promise<ServerState> {
  try {
    const answer = await fetch('/readyz', { cache: 'no-store' })
    if (answer.status !== 503) return 'serves'
    const { status }: { status?: unknown } = await answer.json()
    return told[String(status)] ?? 'away'
  } catch {
    return 'away'
  }
}
