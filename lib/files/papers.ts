import { readFile, stat } from 'node:fs/promises'
import type { PDFiumLibrary } from '@hyzyla/pdfium'
import type { Load, Size } from './pictures.ts'

/** It is held in memory twice: what is larger has no picture. */
const mostBytes = 32_000_000

/**
 * Draws papers (PDF), in a process that may die of it (lib/sandbox), and there in the memory of a WebAssembly
 * module, which can reach nothing else. Scripts of a document are not run.
 */
export const drawingWith = (load: Load, open: () => Promise<PDFiumLibrary>) => ({
  /** Writes a picture (WebP) of the first page that fits into a box. Null where none can be made. */
  async drawPage({ from, to, box }: { from: string; to: string; box: Size }): Promise<Size | null> {
    const sharp = await load()
    if (!sharp || (await stat(from)).size > mostBytes) return null
    const drawn = await draw(await open(), await readFile(from), box).catch(() => null)
    if (!drawn) return null
    const { data, width, height } = drawn
    await sharp(data, { raw: { width, height, channels: 4 } })
      .webp({ quality: 80 })
      .toFile(to)
    return { width, height }
  },
})

async function draw(library: PDFiumLibrary, bytes: Uint8Array, box: Size) {
  const paper = await library.loadDocument(bytes)
  try {
    const page = paper.getPage(0)
    const { originalWidth, originalHeight } = page.getOriginalSize()
    const scale = Math.min(box.width / originalWidth, box.height / originalHeight)
    const side = (points: number) => Math.max(1, Math.round(points * scale))
    const size = { width: side(originalWidth), height: side(originalHeight) }
    if (!Number.isFinite(size.width * size.height)) return null
    const { data } = await page.render({ ...size, render: 'bitmap' })
    return { data, ...size }
  } finally {
    paper.destroy()
  }
}
