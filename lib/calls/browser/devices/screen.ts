export const canShareScreen = (): boolean => 'getDisplayMedia' in (navigator.mediaDevices ?? {})

export type ScreenTrouble = 'unsupported' | 'denied'

/** Asks which screen to share, with its sound where the browser can. Somebody who cancels is told nothing. */
export async function captureScreen(): Promise<{ tracks: MediaStreamTrack[] } | { trouble: ScreenTrouble }> {
  if (!canShareScreen()) return { trouble: 'unsupported' }
  try {
    const stream = await navigator.mediaDevices.getDisplayMedia({
      video: { frameRate: { ideal: 15 } },
      // The sound is without what this page plays: the others would hear themselves (Screen Capture,
      // restrictOwnAudio; browsers pass over wishes they do not know).
      audio: { restrictOwnAudio: true } as MediaTrackConstraints,
    })
    for (const track of stream.getVideoTracks()) track.contentHint = 'detail'
    return { tracks: stream.getTracks() }
  } catch (error) {
    const isRefused = error instanceof Error && error.name === 'NotAllowedError'
    // The system's own refusal has the same name, and it is not the person who cancelled.
    if (isRefused && !/by system/i.test(error.message)) return { tracks: [] }
    return { trouble: 'denied' }
  }
}
