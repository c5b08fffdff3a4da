/*
 * Makes a few files of the sources of the server and of an operator's commands, in .built: Node would look
 * up, read and strip each of hundreds at every start, and once more for every thread. Pages have a build of
 * their own (next build).
 */
import { globSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { type Plugin, rolldown } from 'rolldown'

/**
 * What has to stay in node_modules: Next, which finds its own files from there, what loads machine code, and
 * what is loaded by name (pino's and pg's optional parts).
 */
const external = [
  /^next($|\/)/,
  /^sharp$/,
  /^@hyzyla\/pdfium$/,
  /^(better-sqlite3|pg|pino|@node-rs\/argon2)$/,
]

const beside = /new URL\('(\.\/[\w-]+\.ts)', import\.meta\.url\)/g

/**
 * Files that run in threads and processes of their own are entries, too;
 * what they share with the others is one file.
 */
const threads: Plugin = {
  name: 'threads',
  transform: {
    filter: { id: /\/lib\//, code: beside },
    handler(code, id, { magicString }) {
      if (!magicString) return
      for (const { 0: all, 1: path = '', index } of code.matchAll(beside)) {
        const file = this.emitFile({ type: 'chunk', id: new URL(path, `file://${id}`).pathname })
        magicString.overwrite(index, index + all.length, `new URL(import.meta.ROLLUP_FILE_URL_${file})`)
      }
      return { code: magicString }
    },
  },
}

const commands = globSync('scripts/commands/*.ts').map((path) => [`commands/${basename(path, '.ts')}`, path])

rmSync('.built', { recursive: true, force: true })
const bundle = await rolldown({
  input: { serve: 'lib/serve.ts', ...Object.fromEntries(commands) },
  platform: 'node',
  external,
  plugins: [threads],
  transform: { target: 'node22' },
  experimental: { nativeMagicString: true },
})
await bundle.write({
  dir: '.built',
  sourcemap: true,
  // Read at every start and kept in memory; names stay, for stacks.
  minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  entryFileNames: '[name].js',
  chunkFileNames: '[name]-[hash].js',
})
