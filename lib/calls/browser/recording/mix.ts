/** Mixes the sound of tracks that come and go into one stream. */
export const createMix = () => {
  const audio = new AudioContext()
  const out = audio.createMediaStreamDestination()
  const sources = new Map<MediaStreamTrack, MediaStreamAudioSourceNode>()
  return {
    track: out.stream.getAudioTracks()[0],
    /** Mixes exactly these from now on. */
    hear(tracks: ReadonlySet<MediaStreamTrack>) {
      for (const [track, source] of sources) {
        if (tracks.has(track)) continue
        source.disconnect()
        sources.delete(track)
      }
      for (const track of tracks) {
        if (sources.has(track)) continue
        const source = audio.createMediaStreamSource(new MediaStream([track]))
        source.connect(out)
        sources.set(track, source)
      }
    },
    close: () => void audio.close(),
  }
}
