import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

/*
 * Serves Rooms (lib/serve.ts): from the few files that the build made of its sources, which start in a third
 * of the time and the memory; in development from the sources themselves.
 */
const dev = process.argv.includes('--dev')
const built: string = './.built/serve.js'
const isBuilt = !dev && existsSync(new URL(built, import.meta.url))
// What is written is for this user alone, whatever the folder, and whoever of the code writes it.
process.umask(0o077)
// What V8 compiled at one start is there for the next one; where nothing can be written, it compiles again.
if (isBuilt) enableCompileCache(fileURLToPath(new URL('./.built/compiled', import.meta.url)))
const { serve } = isBuilt
  ? ((await import(built)) as typeof import('./lib/serve.ts'))
  : await import('./lib/serve.ts')
await serve(dev)
