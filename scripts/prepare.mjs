/*
 * What `npm start`, `npm run dev` and `npm test` need before they can run: the right Node, the packages of
 * the lock file, a build that is in step with its sources. Does only what is missing. Plain JavaScript: it
 * runs before anything is installed, on any Node from 20.
 *   --dev, --test   no build: `next dev` needs none, and the tests build as a stage of their own
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'))
const bin = join(process.cwd(), 'node_modules/.bin')
const env = {
  ...process.env,
  NEXT_TELEMETRY_DISABLED: '1',
  PATH: `${bin}${delimiter}${process.env.PATH}`,
}

function stop(words) {
  console.error(words)
  process.exit(1)
}

/** Runs a command without its chatter: what it said is shown only when it fails. */
function step(doing, command, args, more = {}) {
  const began = Date.now()
  process.stdout.write(`${doing} … `)
  const { status, signal, error, stdout, stderr } = spawnSync(command, args, {
    env: { ...env, ...more },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status !== 0)
    stop(`failed${signal ? ` (${signal})` : ''}\n${error?.message ?? ''}${stdout ?? ''}${stderr ?? ''}`)
  console.log(`${((Date.now() - began) / 1000).toFixed(1)} s`)
}

function isAtLeast(version, atLeast) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  const [needMajor, needMinor] = atLeast
  return major > needMajor || (major === needMajor && minor >= needMinor)
}

/**
 * npm keeps in node_modules what it put there; packages of other platforms are optional and rightly missing.
 */
function packagesInStep() {
  const installed = 'node_modules/.package-lock.json'
  if (!existsSync(installed)) return false
  const wanted = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages
  const found = JSON.parse(readFileSync(installed, 'utf8')).packages
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true
    return found[path] ? found[path].version === version : optional === true
  })
}

function installPackages() {
  if (packagesInStep()) return
  // NODE_ENV=production or omit settings of the person would leave out what the build needs.
  step('Installing packages', 'npm', ['ci', '--include=dev', '--include=optional'], { NODE_ENV: '' })
  const pinned = join(bin, 'node')
  // A pinned Node that cannot run here (musl) would shadow one that can.
  if (existsSync(pinned) && spawnSync(pinned, ['--version']).status !== 0) rmSync(pinned)
}

function* filesUnder(path) {
  if (!statSync(path).isDirectory()) {
    yield path
    return
  }
  // Types of the catalogue are made by the build itself.
  for (const name of readdirSync(path).sort())
    if (!name.includes('.test.') && !name.endsWith('.d.json.ts')) yield* filesUnder(join(path, name))
}

/** One number for everything the build reads; by content, because a checkout changes times. */
function sourcesHash() {
  const roots = [
    'app',
    'components',
    'lib',
    'public',
    'next.config.ts',
    'postcss.config.mjs',
    'package.json',
    'package-lock.json',
    'scripts/bundle.ts',
    'scripts/commands',
    'scripts/compress.ts',
  ]
  const configs = ['tsconfig.json', 'tsconfig.build.json']
  const hash = createHash('sha256')
  for (const root of [...roots, ...configs].filter((path) => existsSync(path)))
    for (const file of filesUnder(root)) hash.update(`${file}\0`).update(readFileSync(file))
  return hash.digest('hex')
}

function build() {
  const stamp = '.next/sources'
  const sources = sourcesHash()
  if (
    existsSync('.next/BUILD_ID') &&
    existsSync('.built') &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === sources
  )
    return
  rmSync(stamp, { force: true })
  step('Building', join(bin, 'next'), ['build'], {
    NODE_ENV: 'production',
    ROOMS_BUILD: sources.slice(0, 16),
  })
  step('Compressing', 'node', ['scripts/compress.ts'])
  step('Bundling the server', 'node', ['scripts/bundle.ts'])
  writeFileSync(stamp, sources)
}

if (!isAtLeast(process.version, [20, 0]))
  stop(`Rooms needs Node 20 or newer, and this is ${process.version}: install it from https://nodejs.org`)
installPackages()
if (!existsSync(join(bin, 'node')) && !isAtLeast(process.version, [22, 18]))
  stop(`Rooms needs Node 22.18 or newer on this platform, and this is ${process.version}: https://nodejs.org`)
if (!process.argv.includes('--dev') && !process.argv.includes('--test')) build()
