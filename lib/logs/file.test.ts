import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { temporaryFolder } from '../../scripts/tools/program.ts'
import { type LogFile, openLogFile } from './file.ts'

const day = 86_400_000
const opened: LogFile[] = []
afterEach(() => Promise.all(opened.splice(0).map((file) => file.close())))

function open({ bytes = 1_000_000, keep = 2, folder = temporaryFolder('log') } = {}) {
  const heard = { failures: [] as unknown[], lost: 0 }
  const clock = { now: Date.now() }
  const path = join(folder, 'http.log')
  const file = openLogFile(
    path,
    { bytes, keep, now: () => clock.now },
    {
      failed: (error) => heard.failures.push(error),
      lost: (lines) => {
        heard.lost += lines
      },
    },
  )
  opened.push(file)
  return { file, folder, path, heard, clock }
}

const soon = { timeout: 5_000, interval: 20 }
/** A file that was turned over is for a moment under its number only. */
const holdsFiles = (folder: string, names: string[]) =>
  expect.poll(() => readdirSync(folder).sort(), soon).toEqual(names)
const holds = (path: string, text: string) =>
  expect.poll(() => readFileSync(path, { encoding: 'utf8', flag: 'a+' }), soon).toBe(text)

test('a file that is large enough gets a number, and so many of those stay', async () => {
  const { file, folder, path } = open({ bytes: 100 })
  for (const letter of ['a', 'b', 'c', 'd']) {
    const line = `${letter.repeat(120)}\n`
    file.write(line)
    await holds(`${path}.1`, line)
  }
  await holdsFiles(folder, ['http.log', 'http.log.1', 'http.log.2'])
  expect(readFileSync(`${path}.2`, 'utf8')).toContain('ccc')
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
})

test('with a new day too, also when the process was not there at midnight', async () => {
  const { file, folder, path, clock } = open()
  file.write('yesterday\n')
  await holds(path, 'yesterday\n')
  clock.now += day
  await holds(`${path}.1`, 'yesterday\n')
  file.write('today\n')
  await holds(path, 'today\n')
  await file.close()
  const later = openLogFile(
    path,
    { bytes: 1_000_000, keep: 1, now: () => clock.now + 2 * day },
    { failed: () => undefined, lost: () => undefined },
  )
  opened.push(later)
  await holds(`${path}.1`, 'today\n')
  // Fewer are kept now: of those from before, too.
  await holdsFiles(folder, ['http.log', 'http.log.1'])
})

test('whoever moves it, removes it or takes the whole folder away finds a new one', async () => {
  const { file, folder, path, heard } = open()
  file.write('one\n')
  await holds(path, 'one\n')
  renameSync(path, join(folder, 'moved'))
  file.write('two\n')
  await holds(join(folder, 'moved'), 'one\ntwo\n')
  await holdsFiles(folder, ['http.log', 'moved'])
  file.write('three\n')
  await holds(path, 'three\n')
  rmSync(folder, { recursive: true })
  await expect.poll(() => statSync(path, { throwIfNoEntry: false })?.size, soon).toBe(0)
  file.write('four\n')
  await holds(path, 'four\n')
  expect(heard.failures).toEqual([])
})

test('a full disk is told, holds up nobody, and loses nothing that a megabyte holds', async () => {
  const folder = temporaryFolder('log')
  symlinkSync('/dev/full', join(folder, 'http.log'))
  const { file, path, heard } = open({ folder })
  file.write('one\n')
  await expect.poll(() => heard.failures, soon).toContainEqual(expect.objectContaining({ code: 'ENOSPC' }))
  file.write(`${'x'.repeat(2_000_000)}\n`)
  rmSync(path)
  await expect.poll(() => statSync(path, { throwIfNoEntry: false })?.isFile(), soon).toBe(true)
  file.write('two\n')
  await holds(path, 'one\ntwo\n')
  await expect.poll(() => heard.lost, soon).toBe(1)
})

test('what was written last is there once it is closed', async () => {
  const { file, path } = open()
  const lines = Array.from({ length: 5_000 }, (_, i) => `line ${i} ${'.'.repeat(50)}\n`)
  for (const line of lines) file.write(line)
  await file.close()
  expect(readFileSync(path, 'utf8')).toBe(lines.join(''))
})

test('what cannot be a file is said at once', async () => {
  const folder = temporaryFolder('log')
  await writeFile(join(folder, 'file'), '')
  expect(() => open({ folder: join(folder, 'file') })).toThrow(/ENOTDIR/)
  mkdirSync(join(folder, 'http.log'))
  expect(() => open({ folder })).toThrow(/EISDIR/)
})
