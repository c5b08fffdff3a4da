/*
 * The migrations of both dialects, made from the one schema.
 *   node scripts/migrations.ts generate <name>   writes what the schema has and the migrations lack
 *   node scripts/migrations.ts check             fails when there is anything to write
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { relative } from 'node:path'

const dialects = { sqlite: '', postgres: 'postgres://' }
type Dialect = keyof typeof dialects

function generate(dialect: Dialect, folder: string, name: string) {
  const { status, stdout, stderr } = spawnSync('drizzle-kit', ['generate', '--name', name], {
    env: { ...process.env, DATABASE_URL: dialects[dialect], MIGRATIONS: folder },
    encoding: 'utf8',
  })
  // drizzle-kit asks on renames, and ends with 0 when there is nobody to answer.
  if (status !== 0 || /requires? a TTY|prompts require/i.test(stdout + stderr)) {
    console.error(stdout + stderr)
    process.exit(1)
  }
}

const migrationsIn = (folder: string) => readdirSync(folder).filter((file) => file.endsWith('.sql'))

/** Generates into a copy: whatever appears there is missing here. */
function isInStep(dialect: Dialect): boolean {
  const copy = mkdtempSync('.migrations-')
  try {
    cpSync(`drizzle/${dialect}`, copy, { recursive: true })
    generate(dialect, `./${relative('.', copy)}`, 'missing')
    return migrationsIn(copy).length === migrationsIn(`drizzle/${dialect}`).length
  } finally {
    rmSync(copy, { recursive: true })
  }
}

const [command, name] = process.argv.slice(2)
const names = Object.keys(dialects) as Dialect[]

if (command === 'generate' && name) {
  for (const dialect of names) generate(dialect, `./drizzle/${dialect}`, name)
} else if (command === 'check') {
  const behind = names.filter((dialect) => !isInStep(dialect))
  if (behind.length > 0) {
    console.error(`lib/db/tables/ is ahead of the migrations of ${behind.join(' and ')}:`)
    console.error('run `npm run db:generate <name>`, and read what it wrote.')
    process.exit(1)
  }
} else {
  console.error('usage: node scripts/migrations.ts generate <name> | check')
  process.exit(2)
}
