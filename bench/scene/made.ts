import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fillRooms } from './fill-rooms.ts'
import { fillStandIn } from './fill-stand-in.ts'

const folder = '.bench'
/** What decides how the data look: when any of it changes, they are made again. */
const recipe = ['drizzle/sqlite/*.sql', 'lib/search/*.ts', 'bench/scene/*.ts', 'bench/stand-in/tables.ts']

/** The folder with the data of both sides, a folder for each; made once, which takes a minute. */
export async function madeData(): Promise<string> {
  const hash = createHash('sha256')
  for (const file of globSync(recipe).toSorted()) hash.update(file).update(readFileSync(file))
  const made = join(folder, hash.digest('hex').slice(0, 16))
  if (existsSync(made)) return made
  console.log(`Making the data in ${made} …`)
  rmSync(folder, { recursive: true, force: true })
  const unfinished = `${made}-unfinished`
  mkdirSync(unfinished, { recursive: true })
  fillStandIn(join(unfinished, 'stand-in'))
  const store = { url: '', dataDir: join(unfinished, 'rooms'), synchronous: 'NORMAL' as const }
  await fillRooms(store, { withHistory: true })
  renameSync(unfinished, made)
  return made
}
