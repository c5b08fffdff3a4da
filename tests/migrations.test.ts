import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Up to here nothing was released: nobody had two versions at once. */
const firstKept = 22

/** What takes something away that the version before may still ask for. */
const contracting: [what: string, pattern: RegExp][] = [
  ['a table goes', /\bdrop table\b/i],
  ['a column goes', /\bdrop column\b/i],
  ['something gets another name', /\brename (?:column|to)\b/i],
  ['a column gets another type', /\bset data type\b/i],
  ['a column has to be filled that may be empty so far', /\bset not null\b/i],
  [
    'a new column has to be filled by who does not know it',
    /\badd column (?:(?!default).)*\bnot null(?!.*\bdefault\b)/i,
  ],
]

/**
 * Migrations that take away what the version before them no longer asks for: each with the version that
 * stopped to (docs/upgrading.md).
 */
const contracted: Record<string, string> = {}

const found = (sql: string) =>
  sql
    .split('--> statement-breakpoint')
    .flatMap((statement) =>
      contracting.filter(([, pattern]) => pattern.test(statement)).map(([what]) => what),
    )

test('a migration takes nothing away that the version before it may still ask for', () => {
  expect(found('ALTER TABLE "a" DROP COLUMN "b";')).toHaveLength(1)
  expect(found('ALTER TABLE "a" ADD COLUMN "b" text NOT NULL;')).toHaveLength(1)
  expect(found('ALTER TABLE "a" ADD COLUMN "b" text DEFAULT \'\' NOT NULL;')).toEqual([])
  expect(
    found(
      'ALTER TABLE "a" ADD COLUMN "b" text;--> statement-breakpoint\nCREATE TABLE "c" ("d" text NOT NULL);',
    ),
  ).toEqual([])
  const files = globSync('drizzle/postgres/*.sql').filter((file) => {
    const number = Number(/(\d{4})_/.exec(file)?.[1])
    return number >= firstKept && contracted[file] === undefined
  })
  const taken = files.flatMap((file) => found(readFileSync(file, 'utf8')).map((what) => `${file}: ${what}`))
  expect(taken).toEqual([])
})
