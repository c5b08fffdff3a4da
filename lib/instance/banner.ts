import { createHash } from 'node:crypto'
import type { Banner } from './schema.ts'

/** Which banner this browser has put away, so that the first paint is without it. */
export const bannerCookie = 'rooms.banner'

/** Another text is another banner. */
export const markOf = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, 16)

/** Only what is for information goes out of one's way. */
export const isPutAway = (banner: Banner, cookie: string | undefined): boolean =>
  banner.level === 'info' && cookie === markOf(banner.text)
