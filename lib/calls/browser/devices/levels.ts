const everyMs = 150
/** Louder than this is speech rather than the room. */
const speechLevel = 0.03
/** People breathe: the ring stays for a moment after the last word. */
const holdMs = 700

/**
 * Measures a microphone. It listens to a copy of the track, which stays open while the track itself is muted,
 * so that "you are muted" can be noticed. Returns how to stop.
 */
export function meter(track: MediaStreamTrack, hear: (level: number) => void): () => void {
  const copy = track.clone()
  copy.enabled = true
  const audio = new AudioContext()
  const analyser = audio.createAnalyser()
  analyser.fftSize = 512
  audio.createMediaStreamSource(new MediaStream([copy])).connect(analyser)
  const wave = new Float32Array(analyser.fftSize)
  const timer = setInterval(() => {
    // Browsers start it silent until the person has clicked somewhere.
    if (audio.state === 'suspended') void audio.resume()
    analyser.getFloatTimeDomainData(wave)
    hear(Math.sqrt(wave.reduce((sum, sample) => sum + sample * sample, 0) / wave.length))
  }, everyMs)
  return () => {
    clearInterval(timer)
    copy.stop()
    void audio.close()
  }
}

/** Who is speaking, told when it changes. `levelOf` gives a loudness from 0 to 1. Returns how to stop. */
export function watchSpeaking(
  people: () => string[],
  levelOf: (id: string) => number,
  hear: (speaking: ReadonlySet<string>) => void,
): () => void {
  const lastHeard = new Map<string, number>()
  let told = ''
  const timer = setInterval(() => {
    const now = performance.now()
    const ids = people()
    for (const id of ids) if (levelOf(id) > speechLevel) lastHeard.set(id, now)
    const speaking = ids.filter((id) => now - (lastHeard.get(id) ?? Number.NEGATIVE_INFINITY) < holdMs)
    if (speaking.join() === told) return
    told = speaking.join()
    hear(new Set(speaking))
  }, everyMs)
  return () => clearInterval(timer)
}

/** A cough is not speech: as many samples as this, of those of the last seconds, have to be loud. */
const loudSamples = 5
const lookBackMs = 3_000

/** Tells when somebody speaks into a muted microphone, and when they stop or unmute. Returns how to stop. */
export function watchMutedVoice(
  isMuted: () => boolean,
  level: () => number,
  hear: (speaks: boolean) => void,
): () => void {
  let loud: number[] = []
  let told = false
  const timer = setInterval(() => {
    const now = performance.now()
    if (!isMuted()) loud = []
    else if (level() > speechLevel) loud.push(now)
    loud = loud.filter((at) => now - at < lookBackMs)
    const speaks = loud.length >= loudSamples || (told && loud.length > 0)
    if (speaks === told) return
    told = speaks
    hear(speaks)
  }, everyMs)
  return () => clearInterval(timer)
}
