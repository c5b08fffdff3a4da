import { readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { fileURLToPath } from 'node:url'

const maps = new Map<string, SourceMap | null>()

/**
 * A line of a stack with the place in the sources it was built from, where there is one. The maps are read
 * when the first failure is told: to have Node read them costs every start more than all the rest.
 */
export function inSources(frame: string): string {
  const isNamed = frame.endsWith(')')
  const place = frame.slice(frame.lastIndexOf(isNamed ? '(' : ' ') + 1, isNamed ? -1 : undefined)
  // "file:///…/.built/serve.js:10:5", or the path alone.
  const parts = place.split(':')
  const [line, column] = parts.splice(-2).map(Number)
  const file = parts.join(':')
  if (!file.includes('/.built/') || !line || !column) return frame
  const found = mapOf(file)?.findEntry(line - 1, column - 1)
  if (!found || !('originalSource' in found)) return frame
  const { originalSource, originalLine, originalColumn } = found
  const source = originalSource.replace(/^(\.\.\/)+/, '')
  return frame.replace(place, `${source}:${originalLine + 1}:${originalColumn + 1}`)
}

function mapOf(file: string): SourceMap | null {
  const known = maps.get(file)
  if (known !== undefined) return known
  const map = read(file.startsWith('file:') ? fileURLToPath(file) : file)
  maps.set(file, map)
  return map
}

function read(path: string): SourceMap | null {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${path}.map`, 'utf8')))
  } catch {
    return null
  }
}
