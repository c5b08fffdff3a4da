import { Buffer } from 'node:buffer'
import { createHash, randomBytes, randomFillSync } from 'node:crypto'

/** Asked for in one piece, for many ids: asking costs more than the bytes. */
const pool = Buffer.alloc(8_192)
let used = pool.byteLength

function random(bytes: number): string {
  if (used + bytes > pool.byteLength) {
    randomFillSync(pool)
    used = 0
  }
  used += bytes
  return pool.toString('base64url', used - bytes, used)
}

/** 128 random bits, URL-safe: 22 characters nobody can guess. */
export const newId = (): string => random(16)

/**
 * The same, beginning with the time in milliseconds: messages lie in their index in the order they came, so
 * that posting touches one page of it instead of a random one. What follows the time is 96 random bits.
 */
export const newIdInTime = (at: number): string => at.toString(36) + random(12)

/** Before every id that was made from this time on, and after all made before. */
export const beforeIdsOf = (at: number): string => at.toString(36)

/** 256 random bits for tokens that grant something by themselves. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** How such a token is kept: unusable to whoever reads the database. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url')
