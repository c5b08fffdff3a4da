import { existsSync, readFileSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { newId } from '#lib/ids.ts'
import { type Check, found, gigabytes, why } from '../finding.ts'
import { daysLeft, spaceAt } from '../free-space.ts'

const soonDays = 14
/** Less than this is too little to go on with, however large the disk is. */
const least = 1e9
const leastPercent = 5

export const disk: Check = async ({ env, now }) => {
  try {
    const { free, all } = await spaceAt(env.DATA_DIR)
    const left = daysLeft(env.DATA_DIR, free, now())
    const told = { free: gigabytes(free), percent: Math.floor((free / all) * 100) }
    if (free < least) return [found('disk', 'bad', 'diskLow', told)]
    if (told.percent < leastPercent) return [found('disk', 'look', 'diskLow', told)]
    if (left === null || left > 3_650) return [found('disk', 'good', 'diskGood', told)]
    return [
      left < soonDays
        ? found('disk', 'look', 'diskSoonFull', { ...told, days: left })
        : found('disk', 'good', 'diskTrend', { ...told, days: left }),
    ]
  } catch (error) {
    return [found('disk', 'look', 'diskUnknown', { why: why(error) })]
  }
}

export const volume: Check = async ({ env }) => {
  const folder = resolve(env.DATA_DIR)
  try {
    await writeIn(folder)
  } catch (error) {
    return [found('volume', 'bad', 'volumeNotWritable', { folder, why: why(error) })]
  }
  return [
    isContainer() && mountOf(folder, mounts())?.kind === 'overlay'
      ? found('volume', 'bad', 'volumeOfContainer', { folder })
      : found('volume', 'good', 'volumeGood', { folder }),
  ]
}

async function writeIn(folder: string) {
  const path = join(folder, `.written-${newId()}`)
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile('written')
    await file.sync()
  } finally {
    await file.close()
    await rm(path, { force: true })
  }
}

const isContainer = () => existsSync('/.dockerenv') || existsSync('/run/.containerenv')

type Mount = { at: string; kind: string }

/** Of Linux (proc(5), /proc/pid/mountinfo); elsewhere there is no container of this kind. */
function mounts(): Mount[] {
  const path = '/proc/self/mountinfo'
  return existsSync(path) ? mountsIn(readFileSync(path, 'utf8')) : []
}

export const mountsIn = (text: string): Mount[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [own = '', rest = ''] = line.split(' - ')
      return { at: own.split(' ')[4] ?? '', kind: rest.split(' ')[0] ?? '' }
    })

/** The one that holds the folder: the longest that it begins with. */
export const mountOf = (folder: string, all: Mount[]): Mount | undefined =>
  all
    .filter(({ at }) => at === '/' || folder === at || folder.startsWith(`${at}/`))
    .sort((one, other) => other.at.length - one.at.length)[0]
