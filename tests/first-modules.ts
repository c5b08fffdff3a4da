import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseSync } from 'oxc-parser'

type Found = { imports: string[]; directive: string | undefined; source: string }

const read = new Map<string, Found>()

function moduleAt(file: string): Found {
  const known = read.get(file)
  if (known) return known
  const source = readFileSync(file, 'utf8')
  const { module, program } = parseSync(file, source)
  const imports = [
    ...module.staticImports.filter(
      ({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType),
    ),
    ...module.staticExports.flatMap(({ entries }) => entries).filter(({ isType }) => !isType),
  ].flatMap(({ moduleRequest }) => (moduleRequest ? [moduleRequest.value] : []))
  const [beginning] = program.body
  const directive = beginning && 'directive' in beginning ? (beginning.directive ?? undefined) : undefined
  const found = { imports: [...new Set(imports)], directive, source }
  read.set(file, found)
  return found
}

const resolved = (from: string, name: string) => {
  const path = name.startsWith('#') ? name.slice(1) : name.startsWith('.') ? join(dirname(from), name) : null
  return path && /\.tsx?$/.test(path) && existsSync(path) ? path : null
}

/**
 * Which modules a page's first scripts hold, with their sources: what its client parts import, and not what
 * they load later. `entries` are files of `app/`.
 */
export function firstModules(entries: string[]): { file: string; source: string }[] {
  const seen = new Set<string>()
  const first = new Set<string>()
  const walk = (file: string, isInBrowser: boolean): void => {
    const key = `${file} ${isInBrowser}`
    if (seen.has(key)) return
    seen.add(key)
    const { imports, directive } = moduleAt(file)
    // Of what runs on the server a page has the address alone.
    if (directive === 'use server') return
    const here = isInBrowser || directive === 'use client'
    if (here) first.add(file)
    for (const name of imports) {
      const next = resolved(file, name)
      if (next && !/^lib\/words\//.test(next)) walk(next, here)
    }
  }
  for (const entry of entries) walk(entry, false)
  return [...first].map((file) => ({ file, source: moduleAt(file).source }))
}
