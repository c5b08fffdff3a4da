import { Buffer } from 'node:buffer'
import { picturesWith } from '#lib/files/pictures.ts'
import { readPage } from '#lib/previews/page.ts'

/** Whatever takes apart what strangers sent. lib/workshop/worker.ts answers by these names. */
export const jobs = (note: (words: string) => void) => {
  // Only when a picture comes: pages do not need it.
  let loaded: ReturnType<typeof load> | undefined
  const load = () =>
    import('sharp').then(
      ({ default: sharp }) => {
        sharp.cache(false)
        sharp.concurrency(1)
        return sharp
      },
      (error: unknown) => {
        note(`no sharp here: pictures get no thumbnails (${String(error)})`)
        return null
      },
    )
  return {
    ...picturesWith(() => {
      loaded ??= load()
      return loaded
    }),
    readPage: async ({ body, contentType }: { body: Uint8Array; contentType: string }) =>
      readPage(Buffer.from(body.buffer, body.byteOffset, body.byteLength), contentType),
  }
}

export type Jobs = ReturnType<typeof jobs>
