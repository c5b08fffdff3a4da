import { isRefusal } from '#lib/errors.ts'
import { jobs } from './jobs.ts'
import type { Asked, Said } from './protocol.ts'

/** Far above what the largest picture takes that is allowed. */
const mostBytes = 700_000_000
const lookMs = 50

const say = (said: Said) => process.send?.(said)
// Ending by itself would wait for what is being decoded.
const end = () => process.kill(process.pid, 'SIGKILL')
const answers: Record<string, (input: never) => Promise<unknown>> = jobs((note) => say({ note }))

process.on('message', async ({ name, input }: Asked) => {
  try {
    say({ answer: await answers[name]?.(input as never) })
  } catch (error) {
    if (isRefusal(error)) say({ refusal: { code: error.code, message: error.message } })
    else say({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})
process.on('disconnect', end)

setInterval(() => {
  if (process.memoryUsage.rss() > mostBytes) process.send?.('tooMuch' satisfies Said, end)
}, lookMs)
