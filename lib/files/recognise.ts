import { Buffer } from 'node:buffer'
import { open } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'

const sampleBytes = 4_096

/** The type of a file by what is in it, whatever its name or its sender say. */
export async function recognise(path: string): Promise<string> {
  const found = await fileTypeFromFile(path).catch(() => undefined)
  if (found) return found.mime
  return (await beginsAsText(path)) ? 'text/plain' : 'application/octet-stream'
}

async function beginsAsText(path: string): Promise<boolean> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(sampleBytes))
    const sample = buffer.subarray(0, bytesRead)
    // Streaming, because the sample may end in the middle of a character.
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true })
    return !sample.includes(0)
  } catch {
    return false
  } finally {
    await handle.close()
  }
}
