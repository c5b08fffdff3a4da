import { readFileSync, writeFileSync } from 'node:fs'

/**
 * Resident memory of a process in MB: now, and the most since `forgetPeak`
 * (Linux: proc(5), `clear_refs` and `status`).
 */
export function memoryOf(pid: number) {
  const field = (name: string) => {
    const lines = readFileSync(`/proc/${pid}/status`, 'utf8').split('\n')
    return (
      Number.parseInt(lines.find((line) => line.startsWith(`${name}:`))?.slice(name.length + 1) ?? '', 10) /
      1_024
    )
  }
  return {
    now: () => field('VmRSS'),
    peak: () => field('VmHWM'),
    forgetPeak: () => writeFileSync(`/proc/${pid}/clear_refs`, '5'),
  }
}
