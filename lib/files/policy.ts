import type { Viewer } from '#lib/accounts/schema.ts'
import { unsentFileMs } from '#lib/limits.ts'
import type { Attachment } from './schema.ts'

/** Pictures that are shown, made smaller and cleaned. */
const pictures = ['image/jpeg', 'image/png', 'image/apng', 'image/webp', 'image/gif', 'image/avif']
const videos = [
  'video/mp4',
  'video/webm',
  'video/ogg',
  'video/quicktime',
  'video/x-m4v',
  'video/3gpp',
  'video/3gpp2',
  'video/matroska',
]
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
  'audio/3gpp',
  'audio/3gpp2',
  'audio/matroska',
]

type Shown = Pick<Attachment, 'mimeType' | 'width' | 'thumbnail'>

/**
 * How a file is shown. Whatever could run in the page's name (HTML, SVG, XML, scripts, PDF) is a download.
 * So is a picture that was measured but not made smaller: what is too much for the server is for readers too.
 */
export function shownAs({ mimeType, width, thumbnail }: Shown): 'picture' | 'video' | 'sound' | 'download' {
  const [type = ''] = mimeType.split(';')
  if (isPicture(type)) return width && !thumbnail ? 'download' : 'picture'
  if (videos.includes(type)) return 'video'
  return sounds.includes(type) ? 'sound' : 'download'
}

/** Whether this is a type of picture that is shown. */
export const isPicture = (type: string): boolean => pictures.includes(type)

const pictureName = /\.(?:jpe?g|a?png|webp|gif|avif|hei[cf]|tiff?|bmp|jxl|svg|psd)$/i

/** Whether somebody who sends it may wonder why no picture of it is shown. */
export const isHiddenPicture = (file: Shown & { name: string }): boolean =>
  shownAs(file) === 'download' && (file.mimeType.startsWith('image/') || pictureName.test(file.name))

type Unsent = { uploaderId: string; createdAt: number }

/** A file without a message is its uploader's alone, for a day. */
export const canUseUnsent = (viewer: Viewer, file: Unsent, now: number) =>
  file.uploaderId === viewer.userId && file.createdAt > now - unsentFileMs
