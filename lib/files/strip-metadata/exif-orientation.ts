import { Buffer } from 'node:buffer'

const tag = 0x0112
const short = 3

/** Which way up a picture is, by its EXIF (TIFF 6.0): 1 to 8, and 1 where it does not say. */
export function orientationIn(tiff: Buffer): number {
  const little = tiff.toString('latin1', 0, 4) === 'II*\0'
  if (!little && tiff.toString('latin1', 0, 4) !== 'MM\0*') return 1
  const u16 = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const u32 = (at: number) => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  try {
    const directory = u32(4)
    for (let entry = 0; entry < u16(directory); entry++) {
      const at = directory + 2 + entry * 12
      if (u16(at) !== tag) continue
      const value = u16(at + 8)
      return u16(at + 2) === short && value >= 1 && value <= 8 ? value : 1
    }
  } catch {
    // It points out of itself.
  }
  return 1
}

/** EXIF that says which way up a picture is, and nothing else. */
export const exifOf = (orientation: number): Buffer =>
  Buffer.from([
    ...[0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8],
    ...[0, 1, 1, 0x12, 0, short, 0, 0, 0, 1, 0, orientation, 0, 0],
    ...[0, 0, 0, 0],
  ])
