import { createHash, randomBytes } from 'node:crypto'

/** 128 random bits, URL-safe: 22 characters nobody can guess. */
export const newId = (): string => randomBytes(16).toString('base64url')

/** 256 random bits for tokens that grant something by themselves. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** How such a token is kept: unusable to whoever reads the database. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url')
