import type { Viewer } from '#lib/accounts/schema.ts'
import { unsentFileMs } from '#lib/limits.ts'

/** Pictures that are shown, made smaller and cleaned. */
const pictures = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif']
const videos = ['video/mp4', 'video/webm', 'video/ogg', 'video/quicktime', 'video/x-m4v']
const sounds = [
  'audio/mpeg',
  'audio/mp4',
  'audio/x-m4a',
  'audio/aac',
  'audio/ogg',
  'audio/opus',
  'audio/wav',
  'audio/webm',
  'audio/flac',
]

/**
 * How a file of this type is shown. Whatever could run in the page's name
 * (HTML, SVG, XML, scripts, PDF) is a download.
 */
export function shownAs(mimeType: string): 'picture' | 'video' | 'sound' | 'download' {
  const [type = ''] = mimeType.split(';')
  if (pictures.includes(type)) return 'picture'
  if (videos.includes(type)) return 'video'
  return sounds.includes(type) ? 'sound' : 'download'
}

type Unsent = { uploaderId: string; createdAt: number }

/** A file without a message is its uploader's alone, for a day. */
export const canUseUnsent = (viewer: Viewer, file: Unsent, now: number) =>
  file.uploaderId === viewer.userId && file.createdAt > now - unsentFileMs
