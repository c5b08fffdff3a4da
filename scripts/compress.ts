/*
 * Compresses the scripts and styles of the build once, as well as it can be done: for each request there
 * would be time only for less (lib/http/build-files.ts serves them).
 */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'

const compress = promisify(brotliCompress)
const folder = '.next/static/chunks'

const compressed = async (name: string) =>
  writeFile(`${folder}/${name}.br`, await compress(await readFile(`${folder}/${name}`)))

const names = await readdir(folder)
await Promise.all(names.filter((name) => /\.(js|css)$/.test(name)).map(compressed))
