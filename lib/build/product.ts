import { existsSync, readFileSync } from 'node:fs'

/** What runs here. `build` is the same for all processes of one build, and changes with every line of it. */
export type Product = { version: string; build: string }

const idFile = '.next/BUILD_ID'

/** Read once, when the process starts: what is built meanwhile in its folder is not what it serves. */
export function readProduct(): Product {
  const { version }: { version: string } = JSON.parse(readFileSync('package.json', 'utf8'))
  // Development builds nothing, and replaces in the page what changes.
  return { version, build: existsSync(idFile) ? readFileSync(idFile, 'utf8').trim() : 'development' }
}
