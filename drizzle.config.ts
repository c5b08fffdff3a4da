import { defineConfig } from 'drizzle-kit'
import { dialect } from './lib/db/dialect.ts'

/** One schema, two dialects: scripts/migrations.ts runs drizzle-kit once with each, and names the folder. */
export default defineConfig({
  dialect: dialect === 'postgres' ? 'postgresql' : 'sqlite',
  schema: './lib/db/schema.ts',
  out: process.env.MIGRATIONS ?? `./drizzle/${dialect}`,
  casing: 'snake_case',
})
