import { Buffer } from 'node:buffer'
import type { PDFiumLibrary } from '@hyzyla/pdfium'
import { cleaningWith } from '#lib/files/clean.ts'
import { drawingWith } from '#lib/files/papers.ts'
import { shrinkingWith } from '#lib/files/pictures.ts'
import { readPage } from '#lib/previews/page.ts'
import { note } from './answer.ts'

/** Whatever takes apart what strangers sent. */
export const decoders = {
  ...cleaningWith(load),
  ...shrinkingWith(load),
  ...drawingWith(load, openPdfium),
  readPage: async ({ body, contentType }: { body: Uint8Array; contentType: string }) =>
    readPage(Buffer.from(body.buffer, body.byteOffset, body.byteLength), contentType),
}
export type Decoders = typeof decoders

// Only when a picture comes: pages do not need it.
let loading: ReturnType<typeof loadSharp> | undefined

function load() {
  loading ??= loadSharp()
  return loading
}

async function loadSharp() {
  try {
    const { default: sharp } = await import('sharp')
    sharp.cache(false)
    sharp.concurrency(1)
    return sharp
  } catch {
    note('No sharp here: pictures get no thumbnails.')
    return null
  }
}

/** One for each document: what a broken one leaves behind in it goes with it. */
async function openPdfium(): Promise<PDFiumLibrary> {
  const { PDFiumLibrary } = await import('@hyzyla/pdfium')
  return PDFiumLibrary.init()
}
