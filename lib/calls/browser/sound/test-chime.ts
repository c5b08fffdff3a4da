import { playThrough } from './playback.ts'

/** The notes of a major chord, in Hz. */
const notes = [523.25, 659.25, 783.99]
const everyS = 0.22
const ringS = 0.9
const loudness = 0.18

/** Plays a short sound through a speaker. Resolves when it has rung out or was stopped. */
export async function playChime(speaker: string, signal: AbortSignal): Promise<void> {
  const audio = new AudioContext()
  const out = audio.createMediaStreamDestination()
  // It goes through a player, as the voices of a call do: every browser that has the choice can send that to
  // a chosen speaker.
  const player = new Audio()
  player.srcObject = out.stream
  await playThrough(player, speaker)
  const last = notes.map((hz, at) => ring(audio, out, hz, audio.currentTime + 0.05 + at * everyS)).at(-1)
  const over = new Promise<void>((resolve) => {
    last?.addEventListener('ended', () => resolve())
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
  try {
    await player.play()
    await over
  } finally {
    player.srcObject = null
    await audio.close()
  }
}

function ring(audio: AudioContext, out: AudioNode, hz: number, atS: number) {
  const tone = audio.createOscillator()
  const volume = audio.createGain()
  tone.frequency.value = hz
  volume.gain.setValueAtTime(0, atS)
  volume.gain.linearRampToValueAtTime(loudness, atS + 0.02)
  volume.gain.exponentialRampToValueAtTime(0.001, atS + ringS)
  tone.connect(volume).connect(out)
  tone.start(atS)
  tone.stop(atS + ringS)
  return tone
}
