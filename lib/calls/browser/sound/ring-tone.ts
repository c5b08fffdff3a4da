type Note = { hertz: number; atMs: number; lastsMs: number }
const ring: Note[] = [
  { hertz: 659, atMs: 0, lastsMs: 180 },
  { hertz: 523, atMs: 200, lastsMs: 180 },
  { hertz: 659, atMs: 400, lastsMs: 320 },
]
const ringEveryMs = 2_500
const loudness = 0.12

/** Rings until stopped. Browsers let a page sound only after somebody has pressed something in it. */
export function ringTone(): () => void {
  const audio = new AudioContext()
  const play = () => {
    // Rings that wait would all sound at once with the first press.
    if (audio.state !== 'running') {
      audio.onstatechange = () => {
        audio.onstatechange = null
        play()
      }
      return void audio.resume().catch(() => undefined)
    }
    for (const { hertz, atMs, lastsMs } of ring) {
      const tone = audio.createOscillator()
      const volume = audio.createGain()
      const begins = audio.currentTime + atMs / 1_000
      const ends = begins + lastsMs / 1_000
      tone.frequency.value = hertz
      volume.gain.setValueAtTime(0, begins)
      volume.gain.linearRampToValueAtTime(loudness, begins + 0.02)
      volume.gain.linearRampToValueAtTime(0, ends)
      tone.connect(volume).connect(audio.destination)
      tone.start(begins)
      tone.stop(ends)
    }
  }
  play()
  const timer = setInterval(play, ringEveryMs)
  return () => {
    clearInterval(timer)
    void audio.close()
  }
}
