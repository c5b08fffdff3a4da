import { Buffer } from 'node:buffer'
import { open } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'

const sampleBytes = 4_096
/** Two or three letters are enough to be taken for some of these: a text may begin with them. */
const neverText = /^(?:image\/(?!svg)|audio\/|video\/|application\/x-msdownload$)/

/** The type of a file by what is in it, whatever its name or its sender say. */
export async function recognise(path: string): Promise<string> {
  const found = await fileTypeFromFile(path).catch(() => undefined)
  if (found && !neverText.test(found.mime)) return found.mime
  return textAs(await beginningOf(path)) ?? found?.mime ?? 'application/octet-stream'
}

async function beginningOf(path: string): Promise<Buffer> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(sampleBytes))
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** As what a text is served; null for what is none. */
function textAs(sample: Buffer): string | null {
  const mark = sample.toString('latin1', 0, 2)
  const wide = mark === '\xff\xfe' ? 'utf-16le' : mark === '\xfe\xff' ? 'utf-16be' : null
  if (wide) return isText(sample, wide) ? `text/plain; charset=${wide}` : null
  return isText(sample, 'utf-8') ? 'text/plain' : null
}

function isText(sample: Buffer, charset: string): boolean {
  try {
    // Streaming, because the sample may end in the middle of a character.
    return !new TextDecoder(charset, { fatal: true }).decode(sample, { stream: true }).includes('\0')
  } catch {
    return false
  }
}
