import { readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { fileURLToPath } from 'node:url'

/** A place in a built file: "…/.built/serve.js:10:5". */
const built = /(?:file:\/\/)?\/[^()\s]*\/\.built\/[\w.-]+\.js(?=:\d+:\d+)/
const place = /:(\d+):(\d+)/

const maps = new Map<string, SourceMap | null>()

/**
 * A line of a stack with the place in the sources it was built from, where there is one. The maps are read
 * when the first failure is told: to have Node read them costs every start more than all the rest.
 */
export function inSources(frame: string): string {
  const [file] = built.exec(frame) ?? []
  const [, line, column] =
    file === undefined ? [] : (place.exec(frame.slice(frame.indexOf(file) + file.length)) ?? [])
  if (file === undefined || line === undefined || column === undefined) return frame
  const found = mapOf(file)?.findEntry(Number(line) - 1, Number(column) - 1)
  if (!found || !('originalSource' in found)) return frame
  const { originalSource, originalLine, originalColumn } = found
  const source = originalSource.replace(/^(\.\.\/)+/, '')
  return frame.replace(`${file}:${line}:${column}`, `${source}:${originalLine + 1}:${originalColumn + 1}`)
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
