import { closeSync, openSync, writeSync } from 'node:fs'

const [width, height, framesPerSecond, frameCount] = [320, 180, 15, 60]
const [chromaWidth, chromaHeight] = [width / 2, height / 2]

/**
 * Writes a film for the browser's fake camera (YUV4MPEG2, 4:2:0): somebody who moves
 * before a still wall, with the noise of a small sensor. The browser's own test picture is
 * flat, and costs an encoder next to nothing.
 */
export function writeCamera(path: string) {
  const file = openSync(path, 'w')
  writeSync(file, `YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`)
  const luma = new Uint8Array(width * height)
  const chroma = new Uint8Array(chromaWidth * chromaHeight * 2).fill(128)
  const noise = randomFrom(7)
  const wall = luma.map((_, at) => 90 + 40 * Math.sin(at / 9) * Math.sin(Math.floor(at / width) / 7))
  for (let frame = 0; frame < frameCount; frame++) {
    // One whole turn in the film, so that its end meets its beginning.
    const turn = (frame / frameCount) * 2 * Math.PI
    const [centerX, centerY] = [width / 2 + 40 * Math.sin(turn), height / 2 + 12 * Math.sin(2 * turn)]
    for (let at = 0; at < luma.length; at++) {
      const [x, y] = [(at % width) - centerX, Math.floor(at / width) - centerY]
      const inside = (x / 55) ** 2 + (y / 80) ** 2 < 1
      const seen = inside ? 150 + 45 * Math.sin(x / 4 + turn) * Math.cos(y / 5) : (wall[at] ?? 0)
      luma[at] = seen + (noise() - 0.5) * 8
    }
    writeSync(file, 'FRAME\n')
    writeSync(file, luma)
    writeSync(file, chroma)
  }
  closeSync(file)
}

/** The same film in every run: Lehmer's generator, from 0 to 1. */
function randomFrom(seed: number) {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
