const pad = (part: number) => String(part).padStart(2, '0')

/** How long something goes on, as a clock shows it: 0:05, 12:34, 1:02:03. */
export function elapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60]
  const end = pad(seconds % 60)
  return hours > 0 ? `${hours}:${pad(minutes)}:${end}` : `${minutes}:${end}`
}
