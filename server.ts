import { existsSync } from 'node:fs'

/*
 * Serves Rooms (lib/serve.ts): from the few files that the build made of its sources, which start in a third of
 * the time and the memory; in development from the sources themselves.
 */
const dev = process.argv.includes('--dev')
const built = './.built/serve.js'
const isBuilt = existsSync(new URL(built, import.meta.url))
const { serve }: typeof import('./lib/serve.ts') = await import(dev || !isBuilt ? './lib/serve.ts' : built)
await serve(dev)
