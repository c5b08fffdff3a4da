export const canShareScreen = (): boolean => 'getDisplayMedia' in (navigator.mediaDevices ?? {})

/** Asks which screen to share, with its sound where the browser can. Somebody who cancels is told nothing. */
export async function captureScreen(): Promise<{ tracks: MediaStreamTrack[] } | { trouble: string }> {
  if (!canShareScreen())
    return { trouble: 'This browser cannot share its screen. Browsers on computers can.' }
  try {
    const stream = await navigator.mediaDevices.getDisplayMedia({
      video: { frameRate: { ideal: 15 } },
      audio: true,
    })
    for (const track of stream.getVideoTracks()) track.contentHint = 'detail'
    return { tracks: stream.getTracks() }
  } catch (error) {
    if (error instanceof Error && error.name === 'NotAllowedError') return { tracks: [] }
    return {
      trouble:
        'The screen could not be shared. Allow screen recording for the browser in the system settings.',
    }
  }
}
