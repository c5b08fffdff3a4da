import type { files } from '#lib/db/schema.ts'
import type { Attachment } from './schema.ts'

export const presentFile = (file: typeof files.$inferSelect): Attachment => {
  const { id, name, mimeType, sizeBytes, width, height, thumbWidth, thumbHeight, moves, keepsMetadata } = file
  const url = `/api/v1/files/${id}`
  return {
    id,
    name,
    mimeType,
    sizeBytes,
    ...(width && height && { width, height }),
    url,
    ...(thumbWidth &&
      thumbHeight && { thumbnail: { url: `${url}/thumbnail`, width: thumbWidth, height: thumbHeight } }),
    ...(moves && { moves: true as const }),
    ...(keepsMetadata && { keepsMetadata: true as const }),
  }
}
