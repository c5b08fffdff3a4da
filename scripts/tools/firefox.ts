import { existsSync } from 'node:fs'
import { findProgram, installDebian } from './find.ts'

/** FIREFOX_PATH, or the system's. */
const find = () =>
  process.env.FIREFOX_PATH ||
  (findProgram(['firefox-esr', 'firefox'], ['/snap/bin']) ??
    ['/Applications/Firefox.app/Contents/MacOS/firefox'].find((path) => existsSync(path)))

export function ensureFirefox(): string {
  if (!find()) installDebian(['firefox-esr'])
  const program = find()
  if (program) return program
  throw new Error('Firefox is missing: `apt-get install firefox-esr`, or set FIREFOX_PATH to a Firefox.')
}
