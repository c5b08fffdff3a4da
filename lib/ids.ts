import { createHash, randomBytes } from 'node:crypto'

/** 128 random bits, URL-safe: 22 characters nobody can guess. */
export const newId = (): string => randomBytes(16).toString('base64url')

/**
 * The same, beginning with the time in milliseconds: messages lie in their index in the order they came, so
 * that posting touches one page of it instead of a random one. What follows the time is 96 random bits.
 */
export const newIdInTime = (at: number): string => at.toString(36) + randomBytes(12).toString('base64url')

/** 256 random bits for tokens that grant something by themselves. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** How such a token is kept: unusable to whoever reads the database. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url')
