/** Whether what is behind the person is blurred by the browser itself; null where it cannot be switched. */
export function blurOf(track: MediaStreamTrack): boolean | null {
  const { backgroundBlur: able = [] } = (track.getCapabilities?.() ?? {}) as { backgroundBlur?: boolean[] }
  const { backgroundBlur: now = false } = track.getSettings() as { backgroundBlur?: boolean }
  return able.length > 1 ? now : null
}

/**
 * `wishes` are those the track was opened with: what is not said again is forgotten. Source: W3C Media
 * Capture Extensions.
 */
export async function setBlur(track: MediaStreamTrack, blur: boolean, wishes: MediaTrackConstraints) {
  if (blurOf(track) === null) return
  const constraints = { ...wishes, backgroundBlur: blur }
  // A camera that refuses goes on as it is, and the switch shows it.
  await track.applyConstraints(constraints).catch(() => undefined)
}
