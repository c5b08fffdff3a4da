/*
 * Comes along in each server that is measured (`node --import`), and tells what only the process itself
 * knows: its CPU seconds over all threads, its memory, and how late its main thread was.
 */
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

/**
 * `cpu` in seconds and `memory` in bytes; since it was first asked or asked last, `lag` in milliseconds and
 * `busy`, 0 to 1, of the main thread.
 */
export type Told = {
  cpu: number
  memory: number
  lag: { p50: number; p99: number; most: number }
  busy: number
}
export const question = 'bench: how are you?'

const everyMs = 2

if (isMainThread && process.send) {
  const delays = monitorEventLoopDelay({ resolution: everyMs })
  // What is counted is from one look to the next; a look on time is no delay.
  const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - everyMs)
  let used = performance.eventLoopUtilization()
  process.on('message', (asked) => {
    if (asked !== question) return
    const busy = performance.eventLoopUtilization(used).utilization
    used = performance.eventLoopUtilization()
    const { userCPUTime, systemCPUTime } = process.resourceUsage()
    const lag = {
      p50: late(delays.percentile(50)),
      p99: late(delays.percentile(99)),
      most: late(delays.max),
    }
    delays.reset()
    const cpu = (userCPUTime + systemCPUTime) / 1e6
    const told: Told = { cpu, memory: process.memoryUsage.rss(), lag, busy }
    process.send?.(told)
  })
  if (process.env.BENCH_LAG) delays.enable()
  // Whoever measures must not be why a server does not end.
  process.channel?.unref()
}
