import { api } from '#lib/http/browser/client.ts'

/**
 * Takes a file that was not sent back from the server. Nobody waits for it: what cannot be reached now is
 * forgotten there after a day.
 */
export const removeFile = (id: string): void => {
  void api('DELETE /files/{fileId}', { params: { fileId: id } }).catch(() => undefined)
}
